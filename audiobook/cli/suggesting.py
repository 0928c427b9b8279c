"""What was mistyped is answered with the nearest right word."""

from __future__ import annotations

import click

from audiobook.system.suggest import did_you_mean


class SuggestingGroup(click.Group):
    """A group that names the nearest of its commands beside one that it does not have."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first of `args` names, and the rest. Raises `click.UsageError`."""
        if args and not args[0].startswith("-") and args[0] not in (known := self.list_commands(ctx)):
            raise click.UsageError(f"no command {args[0]!r}{did_you_mean(args[0], known)}", ctx)
        return super().resolve_command(ctx, args)


def unknown_option(error: click.NoSuchOption) -> str:
    """One line on an option that its command does not have, with the nearest it has."""
    command = error.ctx.command if error.ctx is not None else None
    parameters = command.get_params(error.ctx) if command is not None and error.ctx is not None else []
    known = [
        name
        for parameter in parameters
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    ]
    return f"no option {error.option_name}{did_you_mean(error.option_name, known, otherwise='')}"
