"""What the tour enters: a registry of ten thousand people, references as they are pasted, a document."""

from __future__ import annotations

import csv
import io
import random

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶黎贺顾毛郝龚邵"
    "万钱"
)
GIVEN = (
    "一伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文晓彤竑宇楠淼喆堃鸣子涵浩然雨"
    "欣梓轩思远嘉怡俊博瑞雪佳琪海峰春梅红梅永健振宏立新凯文书豪若曦晨阳"
)
UNITS = (
    "经济学院",
    "建筑工程学院",
    "计算机科学与技术学院",
    "农业与生物技术学院",
    "药学院",
    "机械工程学院",
    "外国语学院",
    "水利工程学系",
)
CLASSES = ("undergraduate", "graduate", "graduate", "staff")

CAMPUS = ("22098765", "王晓彤", "11273X")
"""Number, name and last six of the campus reader whom the tour follows."""

RIS = """TY  - JOUR
AU  - Wang, Lei
AU  - Chen, Hui
TI  - Deep learning for runoff prediction
JO  - Nature Water
PY  - 2025
VL  - 2
IS  - 4
SP  - 311
EP  - 331
DO  - 10.1038/s44221-025-0012-3
ER  -
"""
GBT = "王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322."
OTHERS = (
    "郑肇经. 中国水利史[M]. 上海: 上海书店, 1984.",
    "BURT R S. Structural holes: the social structure of competition[M]. "
    "Cambridge: Harvard University Press, 1992.",
    "李明. 浙江省产业结构演变研究[D]. 上海: 复旦大学, 2019.",
    "全国信息与文献标准化技术委员会. 信息与文献 参考文献著录规则: GB/T 7714—2015[S]. "
    "北京: 中国标准出版社, 2015.",
    "张伟. 一种水凝胶及其制备方法: CN113456789A[P]. 2021-10-01.",
)
PDF = b"%PDF-1.4\n% a document the supplier sent\n%%EOF\n"


def registry(people: int = 10_000) -> bytes:
    """A campus registry as CSV with Chinese heads; the reader of the tour stands in it."""
    chance = random.Random(7)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["学工号", "姓名", "类别", "院系", "证件末六位", "有效期"])
    number, name, last_six = CAMPUS
    writer.writerow([number, name, "graduate", UNITS[0], last_six, "2028-06-30"])
    for at in range(people - 1):
        given = "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2))))
        digits = f"{chance.randrange(100_000):05d}{chance.choice('0123456789X')}"
        writer.writerow(
            [
                f"{12_000_000 + at}",
                chance.choice(FAMILY) + given,
                chance.choice(CLASSES),
                chance.choice(UNITS),
                digits,
                "2028-06-30",
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def registry_with_mistakes() -> bytes:
    """The same registry as an older system saves it: GB18030, one number twice, one last six too short."""
    lines = registry(6).decode("utf-8-sig").splitlines()
    lines.append(lines[1])
    lines[3] = ",".join([*lines[3].split(",")[:4], "123", "2028-06-30"])
    return "\r\n".join(lines).encode("gb18030")
