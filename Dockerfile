# The program and its voice, everything pinned with hashes; nothing is fetched when it runs.
#
#     docker build -t audiobook .
#     docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" -v audiobook-cache:/cache audiobook build issue.txt
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY scripts/locks scripts/locks
COPY audiobook audiobook
RUN python -m venv /opt/audiobook \
    && /opt/audiobook/bin/pip install --no-cache-dir --require-hashes -r scripts/locks/build.txt \
    && /opt/audiobook/bin/pip install --no-cache-dir --require-hashes --no-build-isolation -r scripts/locks/run.txt \
    && /opt/audiobook/bin/pip install --no-cache-dir --no-build-isolation --no-deps . \
    && /opt/audiobook/bin/pip uninstall --yes pip

FROM python:3.13-slim
COPY --from=build /opt/audiobook /opt/audiobook
# any user may write there, so that `--user` can be whom the folder belongs to
RUN useradd --uid 1000 --no-create-home reader \
    && mkdir /work /cache \
    && chmod 1777 /work /cache
ENV PATH=/opt/audiobook/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    AUDIOBOOK_CACHE=/cache \
    HOME=/tmp
# documents, lexicon.tsv, audiobook.toml and output/ in the one, spoken sentences and the voice in the other
WORKDIR /work
VOLUME ["/work", "/cache"]
USER 1000:1000
STOPSIGNAL SIGTERM
ENTRYPOINT ["audiobook"]
CMD ["--help"]
