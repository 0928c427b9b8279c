"""The tutor: questions and a summary that a language model writes, of which only what the source proves is said.

article ──prompts──▶ server ──parsing──▶ drafts ──guard──▶ Lesson
                        └── kept answers: nothing is asked twice
"""
