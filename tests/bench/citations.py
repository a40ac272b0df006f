"""Reading a thousand references, beside the libraries that split them and do nothing more."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from urllib.parse import urlencode

from ill_desktop.citations import read
from tests.bench.measure import Result, in_turns

COUNT = 1_000
GOAL_SECONDS = 1.0
ABSTRACT = "Runoff is forecast from rain and soil moisture. " * 15


def ris(number: int) -> str:
    return (
        f"TY  - JOUR\nTI  - Deep learning for runoff prediction {number}\nAU  - Wang, Lei\nAU  - Chen, Hui\n"
        f"JF  - Nature Water\nPY  - 2025\nVL  - 2\nIS  - 4\nSP  - {number}\nEP  - {number + 9}\n"
        f"SN  - 2731-6084\nDO  - 10.1038/s44221-025-{number:04d}\nAB  - {ABSTRACT}\nER  - \n"
    )


def bibtex(number: int) -> str:
    return (
        f"@article{{key{number},\n  title = {{Deep learning {number}}},\n"
        '  author = {Wang, Lei and M{\\"u}ller, J},\n'
        f"  journal = {{Nature Water}}, year = {{2025}}, volume = {{2}}, number = {{4}},\n"
        f"  pages = {{{number}--{number + 9}}}, doi = {{10.1038/x{number}}},\n  abstract = "
        f"{{{ABSTRACT}}}\n}}\n"
    )


def refer(number: int) -> str:
    return (
        f"%0 Journal Article\n%A 王磊\n%A 陈辉\n%+ 浙江大学\n%T 深度学习在径流预测中的应用{number}\n%J "
        f"水利学报\n%D 2024\n"
        f"%V 55\n%N 03\n%X {'径流由降雨预报。' * 30}\n%P {number}-{number + 9}\n%@ 0559-9350\n%W CNKI\n"
    )


def refworks(number: int) -> str:
    return (
        f"RT Journal Article\nSR 1\nA1 王磊;陈辉\nT1 土壤水分{number}\nJF 土壤学报\nYR 2020\nIS 03\nvo 51\n"
        f"OP {number}-{number + 9}\nSN 0564-3929\nDS CNKI\n"
    )


def noteexpress(number: int) -> str:
    return (
        f"{{Reference Type}}: Journal Article\n{{Title}}: 题名{number}\n{{Author}}: 王磊\n{{Author}}: 陈辉\n"
        f"{{Journal}}: 水利学报\n{{Year}}: 2020\n{{Pages}}: {number}-{number + 9}\n"
        f"{{Database Provider}}: 北京万方数据股份有限公司\n"
    )


def reference(number: int) -> str:
    return (
        f"[{number}] 王磊, 陈辉, 李明, 等. 深度学习在第{number}号流域的应用[J]. 水利学报, 2024, 55(3): "
        f"{number}-{number + 9}. DOI:10.13243/j.cnki.slxb.2023{number:04d}.\n"
    )


def labelled(number: int) -> str:
    return (
        f"【题名】题名{number}\n【作者】王磊;陈辉\n【刊名】水利学报\n【年卷期】2024,55(3)\n"
        f"【页码】{number}-{number + 9}\n"
    )


def openurl(number: int) -> str:
    query = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:journal",
        "rft.atitle": f"Deep learning {number}",
        "rft.jtitle": "Nature Water",
        "rft.aulast": "Wang",
        "rft.date": "2025",
        "rft.spage": str(number),
    }
    return f"https://resolver.example.edu/openurl?{urlencode(query)}\n"


def doi(number: int) -> str:
    return f"https://doi.org/10.1038/nature{number:05d}\n"


SHAPES: tuple[Callable[[int], str], ...] = (
    ris, bibtex, refer, refworks, noteexpress, reference, labelled, openurl, doi,
)  # fmt: skip


def pasted(shapes: tuple[Callable[[int], str], ...], count: int = COUNT) -> str:
    """So many references, each shape in its share, one after another."""
    share = -(-count // len(shapes))
    return "\n".join("\n".join(map(shape, range(1, share + 1))) for shape in shapes)


def split_by_libraries(ris_text: str, bibtex_text: str, rest: str) -> None:
    """The least that has to be done: every line looked at, every field split from its name."""
    import rispy

    rispy.loads(ris_text)
    split_bibtex(bibtex_text)
    json.dumps([line.partition(":") for line in rest.splitlines()])


def split_bibtex(text: str) -> None:
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    parse_string(text)


def measure(rounds: int) -> list[Result]:
    """A thousand of each format that a library can split, and a thousand mixed."""
    import rispy

    only_ris, only_bibtex, mixed = pasted((ris,)), pasted((bibtex,)), pasted(SHAPES)
    share = -(-COUNT // len(SHAPES))
    parts = (pasted((ris,), share), pasted((bibtex,), share), pasted(SHAPES[2:], share * len(SHAPES[2:])))
    found = len(read(mixed))

    def turns(name: str, ours: str, floor: Callable[[], object], goal: float | None) -> Result:
        return in_turns(name, lambda: read(ours), floor, goal, rounds)

    results = [
        turns("1,000 RIS records read", only_ris, lambda: rispy.loads(only_ris), 20.0),
        turns("1,000 BibTeX entries read", only_bibtex, lambda: split_bibtex(only_bibtex), 5.0),
        turns(f"{found:,} mixed references read", mixed, lambda: split_by_libraries(*parts), None),
    ]
    slowest = max(results[-1].ours)
    results[-1].note = f"slowest {slowest:.2f} s, {'kept' if slowest <= GOAL_SECONDS else 'NOT KEPT'}: 1 s"
    return results
