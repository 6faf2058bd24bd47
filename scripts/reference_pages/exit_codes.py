"""The page about exit codes; the numbers are the command's own constants."""

from __future__ import annotations

from aas_toolkit.cli.failures import CALLED_WRONGLY, COULD_NOT_WORK
from reference_pages.markdown import page, table

CLEAN, WRONG_DATA = 0, 1

EN = (
    (CLEAN, "everything is fine", "every row and every cell was written; nothing of error severity was found"),
    (
        WRONG_DATA,
        "the data is wrong",
        "a cell or a row was left out, even if a file was written; a finding of error severity",
    ),
    (
        CALLED_WRONGLY,
        "called wrongly",
        "an unknown option or model, a missing input file, an output name of an unknown kind, mistaken settings",
    ),
    (COULD_NOT_WORK, "could not do the work", "a file that another program holds, a full disk, an interrupted run"),
)
KO = (
    (CLEAN, "이상 없음", "모든 행과 셀을 저장했고 오류가 하나도 없음"),
    (
        WRONG_DATA,
        "데이터가 잘못됨",
        "제외한 셀이나 행이 하나라도 있음(파일을 저장했더라도), 또는 오류 등급의 문제가 있음",
    ),
    (CALLED_WRONGLY, "명령을 잘못 씀", "없는 옵션이나 모델, 없는 입력 파일, 알 수 없는 출력 확장자, 잘못된 설정 파일"),
    (COULD_NOT_WORK, "작업을 할 수 없음", "다른 프로그램이 열고 있는 파일, 가득 찬 디스크, 중단"),
)


def pages(lang: str) -> dict[str, str]:
    """Return the page in a language."""
    if lang == "ko":
        rows = [(f"`{number}`", short, long) for number, short, long in KO]
        note = (
            "`convert`와 `validate`에 `--fail-on warning`을 주면 경고만 있어도 `1`로 끝납니다. "
            "`validate`에 `--fail-on never`를 주면 보고만 하고 `0`으로 끝납니다."
        )
        return {"exit-codes.md": page("종료 코드", table(("코드", "뜻", "경우"), rows), note)}
    rows = [(f"`{number}`", short, long) for number, short, long in EN]
    note = (
        "With `--fail-on warning`, `convert` and `validate` end with `1` for a warning too. "
        "With `--fail-on never`, `validate` only reports and ends with `0`."
    )
    return {"exit-codes.md": page("Exit codes", table(("code", "meaning", "when"), rows), note)}
