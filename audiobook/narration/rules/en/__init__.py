"""The written forms of English sentences, one kind a file; ORDER is the order in which they are tried."""

ORDER = (
    "en.urls",  # www.example.org/help, name@example.org, 192.168.0.1
    "references",  # theory [3]
    "powers",  # x^(n+1), 10⁶
    "en.fixed",  # 24/7, 9/11, 401(k), w/o
    "en.addresses",  # 12 Elm St., Boston, MA 02134
    "en.phones",  # (555) 123-4567, card ending in 8876
    "en.money",  # $3.5 million, £10/week, €5–10
    "en.times",  # 9am–5pm, 10:30 p.m. EST
    "en.dates",  # Jan. 15, 2020; 25 July; 5/12/2020; Mon–Fri
    "en.abbreviations",  # Dr., St., No. 5, e.g.
    "en.mathematics",  # 1 - 2 = -1
    "en.percent",  # 3–5%
    "en.decades",  # mid-1980s, '60s–'80s
    "en.measures",  # 5 kg, a 10-km run, 98.6°F, 6'2"
    "en.years",  # 2014–2023, in 1998, 44 BC
    "en.fractions",  # 3 1/2, 1/4th, ½
    "chemistry",  # SiO2, NaOH
    "en.romans",  # Henry VIII, Chapter IV
    "en.numbers",  # 21st, 10k, 3-5, 2:1, 1,200.5
    "en.models",  # GPT-4, 72B
    "en.signs",  # &, +, #5
    "en.words",  # THE FIRST WORDS, NASA, ChatGPT
)
