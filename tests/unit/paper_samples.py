"""A paper of each kind, and texts that try to break it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from ill_desktop import money, words
from ill_desktop.documents.facts import ActivationSlip, Charge, Receipt, Tender, TransferSlip

CHINESE, ENGLISH = words.load("zh_CN"), words.load("en")
LANGUAGES = [CHINESE, ENGLISH]

VOUCHER = Receipt(
    library="浙江大学图书馆",
    service="馆际互借与文献传递",
    number="YQ1-2026-V-001873",
    kind="voucher",
    issued_at=dt.datetime(2026, 11, 21, 14, 26, tzinfo=ZoneInfo("Asia/Shanghai")),
    patron_name="王晓彤",
    patron_number="22098765",
    lines=(Charge("文献传递费", "YQ1-20261120-0031 学位论文 126 页", 1850), Charge("超期 1 天", "", 50)),
    total_fen=1900,
    tenders=(Tender("现金", 1900),),
    cash_given_fen=5000,
    change_fen=3100,
    till="1",
    operator="周敏",
    branch="玉泉",
    phone="0571-87951633",
    qr="YQ1-2026-V-001873",
)
SLIP = TransferSlip(
    title="浙江大学内部转帐单",
    payee_unit="图书馆",
    payee_department_code="188610",
    payee_project_code="669105",
    purpose="检索费",
    day=dt.date(2026, 11, 21),
    payer_unit="经济学院",
    amount_fen=2650,
    transactions=("YQ1-20261118-0009",),
    patron_name="何淼",
    patron_number="12109001",
    number="YQ1-2026-T-000214",
    instructions="签字盖章后到财务科办理，将办结的凭证交图书馆或拍照发至 zjuill@zju.edu.cn。",
    qr="YQ1-2026-T-000214",
)
ACTIVATION = ActivationSlip(
    library="浙江大学图书馆",
    patron_name="赵一鸣",
    patron_number="22012345",
    qr="https://lib.example.edu.cn/activate/3vX1qkY8vH2bT0l9mZs4Qw",
    valid_until=dt.date(2026, 12, 21),
    desk_hours="8:30-17:00",
    phone="0571-87572288",
    opens_link=True,
)

# Any content a field may have held: every script, controls, direction marks, lone surrogates, great length.
ODD = st.one_of(
    st.text(st.characters(), max_size=60),
    st.text(st.sampled_from("汉字，。·abc XYZ-0123/（）“”\u202e\u200b\x00\n𠮷😀"), max_size=60).map(
        lambda s: s * 40
    ),
)
# The same without signs that stand over others by nature, where collisions are looked for.
PLAIN = st.text(st.sampled_from("汉字，。·abcxyz XYZ-0123/（）“”\u202e\u200b\x00\n"), max_size=40).flatmap(
    lambda s: st.sampled_from([s, s * 30])
)
AMOUNT = st.integers(0, money.LARGEST_FEN)
