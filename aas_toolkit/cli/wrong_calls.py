"""What a command says when it is called wrongly: one sentence in each language, the next action in it."""

from __future__ import annotations

from typing import Final

from aas_toolkit.cli.language import language
from aas_validators.diagnostics.rule import Sentence

CALLS: Final = {
    "rejects with stop": Sentence(
        "--rejects is for --on-error skip; with stop nothing is written",
        "--rejects는 --on-error skip과 함께 쓰십시오. stop이면 아무것도 저장하지 않습니다",
    ),
    "state": Sentence(
        "--state needs --map, and goes with none of --rejects, --report, --split-by",
        "--state는 --map과 함께 쓰며, --rejects, --report, --split-by와는 함께 쓸 수 없습니다",
    ),
    "blanks": Sentence(
        "{name}: only {{source}}, {{date}}, {{time}} and {{number}} may stand in the name",
        "{name}: 이름에는 {{source}}, {{date}}, {{time}}, {{number}}만 쓸 수 있습니다",
    ),
    "ending": Sentence("{name} must end in one of {endings}", "{name}의 확장자는 {endings} 중 하나여야 합니다"),
    "address without scheduler": Sentence(
        "{out} is an address; those are for --scheduler", "{out}은(는) 주소입니다. 주소는 --scheduler와 함께 쓰십시오"
    ),
    "folder without scheduler": Sentence(
        "{out} is a folder; folders are for --scheduler",
        "{out}은(는) 폴더입니다. 파일 이름을 적거나 --scheduler와 함께 쓰십시오",
    ),
    "scheduler without folder": Sentence(
        "--scheduler writes many packages: name a folder or an address with --out",
        "--scheduler는 패키지를 여러 개 저장합니다. --out에 폴더나 주소를 적으십시오",
    ),
    "no scheduler": Sentence(
        "{scheduler} is neither local nor an address such as tcp://HOST:8786",
        "{scheduler}은(는) local도, tcp://컴퓨터이름:8786 같은 주소도 아닙니다",
    ),
    "unsuited to scheduler": Sentence(
        "--scheduler does not go with {options}", "--scheduler는 {options}과(와) 함께 쓸 수 없습니다"
    ),
    "only for databases": Sentence(
        "{option} is for databases (postgresql://, sqlite:///FILE), not for other files",
        "{option}은(는) 데이터베이스(postgresql://, sqlite:///파일)에만 씁니다. 다른 파일에는 쓸 수 없습니다",
    ),
    "only for servers": Sentence(
        "{option} is for machines and servers (http://, opc.tcp://, mqtt://), not for files",
        "{option}은(는) 설비와 서버(http://, opc.tcp://, mqtt://)에만 씁니다. 파일에는 쓸 수 없습니다",
    ),
    "no size": Sentence(
        "{said!r} is no size; write it like 200MB", "{said!r}은(는) 크기가 아닙니다. 200MB처럼 적으십시오"
    ),
    "no rule": Sentence("there is no rule {code}; {advice}", "{code} 규칙은 없습니다. {advice}"),
    "close rules": Sentence("did you mean {close}?", "혹시 {close}입니까?"),
    "all rules": Sentence("`aas rule` lists all", "`aas rule`로 전체 목록을 볼 수 있습니다"),
    "no model named": Sentence("name a model, or say --all", "모델 이름을 적거나 --all을 붙이십시오"),
    "model beside all": Sentence(
        "with --all no model is named, only the folder to write to",
        "--all에는 모델 이름 없이 저장할 폴더 하나만 적으십시오",
    ),
    "one file, several models": Sentence(
        "{name} is one file; name a folder for several models",
        "{name}은(는) 파일 하나입니다. 모델이 여럿이면 폴더를 적으십시오",
    ),
    "source and out": Sentence("name SOURCE and OUT", "원본과 결과 파일을 적으십시오"),
    "no settings file": Sentence("there is no file {file}", "{file} 파일이 없습니다"),
    "severity": Sentence("{text}: {close}", "{text}: {close}"),
    "no severity": Sentence("{text}: write CODE=LEVEL", "{text}: {text}=off처럼 등급을 적으십시오"),
    "form of report": Sentence(
        "{text}: the ending tells the form ({endings}), or write it in front, such as junit:{text}",
        "{text}: 형식은 확장자({endings})로 정합니다. 아니면 junit:{text}처럼 앞에 적으십시오",
    ),
    "template has no example": Sentence(
        "a template file brings no example; aas convert TABLE --model {model}",
        "템플릿 파일에는 예제가 없습니다. 이렇게 변환하십시오: aas convert 표파일 --model {model}",
    ),
    "model has no example": Sentence("the model {model} has no example", "{model} 모델에는 예제가 없습니다"),
}


def wrong(key: str, lang: str | None = None, **values: object) -> str:
    """Return what is wrong with a call; without a language, in that of the command line."""
    return CALLS[key].fill(lang or language(), values)
