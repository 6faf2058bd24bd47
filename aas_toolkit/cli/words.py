"""The command's own sentences, in both languages."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics.rule import Sentence

WORDS: Final = {
    "no command like it": Sentence(
        "there is no command {name}; `{path} --help` lists them",
        "{name} 명령은 없습니다. `{path} --help`로 목록을 볼 수 있습니다",
    ),
    "no such command": Sentence(
        "there is no command {name}; did you mean: {close}?", "{name} 명령은 없습니다. 혹시 다음 명령입니까? {close}"
    ),
    "no such tool": Sentence("no tool is called {name}", "{name}(이)라는 프로그램은 모릅니다"),
    "doctor opens": Sentence("opens it", "열림"),
    "doctor part": Sentence("opens part of it", "일부만 열림"),
    "doctor empty": Sentence("opens it empty", "빈 파일로 열림"),
    "doctor refuses": Sentence("refuses it", "열지 못함"),
    "migrated": Sentence("wrote {file}: metamodel {version}, {changes}", "{file} 저장: 메타모델 {version}, {changes}"),
    "steps": Sentence("{packages} written, {idle} without new rows", "{packages} 저장, 새 행이 없는 소스 {idle}개"),
    "sharded": Sentence(
        "wrote {packages} and manifest.json to {out}: {written} from {rows}",
        "{out}에 {packages}와 manifest.json 저장: {rows}에서 {written}",
    ),
    "shards there": Sentence(" ({before} made before)", " ({before}는 전에 만든 것)"),
    "shards missing": Sentence(
        "{missing} of {all} parts were not written to {out}; the same command makes only those",
        "{out}에 {all}개 중 {missing}개를 저장하지 못했습니다. 같은 명령을 다시 실행하면 그것만 만듭니다",
    ),
    "left out of shards": Sentence("left out: {rows}", "제외: {rows}"),
    "watching": Sentence(
        "watching {folder}; packages go to {to} (Ctrl-C ends)",
        "{folder} 폴더를 지켜봅니다. 패키지는 {to}에 저장합니다 (Ctrl-C로 종료)",
    ),
    "watch ended": Sentence("ended; everything done is remembered", "종료했습니다. 처리한 내용은 모두 기록했습니다"),
    "left alone": Sentence(
        "not converted before, and left alone until it changes: {files}; see {folder}",
        "변환하지 못한 {files}는 내용이 바뀌면 다시 변환합니다. 보고서: {folder}",
    ),
    "failed file": Sentence("not converted: {file}", "변환하지 못함: {file}"),
    "state busy": Sentence(
        "another run is using {file}; wait until it ends",
        "다른 실행이 {file}을(를) 쓰고 있습니다. 끝난 뒤에 다시 하십시오",
    ),
    "no state": Sentence("{file} is no state file of aas-toolkit", "{file}은(는) aas-toolkit의 상태 파일이 아닙니다"),
    "repaired": Sentence("wrote {file}: metamodel {version}, {changes}", "{file} 저장: 메타모델 {version}, {changes}"),
    "would repair": Sentence(
        "would write {file}: metamodel {version}, {changes}", "{file}에 저장할 내용: 메타모델 {version}, {changes}"
    ),
    "errors before and after": Sentence(
        "errors: {before} before, {after} after", "오류: 이전 {before}건, 이후 {after}건"
    ),
    "more changes": Sentence("… and {count} more", "… 외 {count}건"),
    "only when asked": Sentence("only with --fix", "--fix로 지정할 때만"),
    "no such file": Sentence("there is no file {file}", "{file} 파일이 없습니다"),
    "one name for two files": Sentence(
        "{first} and {second} would both be {name} in the package; write {second}=NAME",
        "패키지에서 {first}와(과) {second}의 이름이 둘 다 {name}입니다. {second}=이름으로 구분하십시오",
    ),
    "no such part": Sentence("there is nothing in the package called {names}", "패키지에 {names}이(가) 없습니다"),
    "packed": Sentence("wrote {file}: {sources}, {files} more files", "{file} 저장: {sources}, 추가 파일 {files}개"),
    "part environment": Sentence("environment", "AAS"),
    "part supplement": Sentence("supplement", "첨부"),
    "part thumbnail": Sentence("thumbnail", "썸네일"),
    "part other": Sentence("other", "기타"),
    "unpacked": Sentence("wrote {file}", "{file} 저장"),
    "form": Sentence("wrote {file}: {points} points", "{file} 저장: 데이터 포인트 {points}개"),
    "points of form": Sentence(
        "{tags} points, {mapped} mapped to field nodes", "데이터 포인트 {tags}개, 현장 노드에 매핑된 포인트 {mapped}개"
    ),
    "exported": Sentence(
        "{tags} tags, {gateways} gateways, {devices} field devices, {mapped} tags mapped to field nodes",
        "태그 {tags}개, 게이트웨이 {gateways}개, 필드 장비 {devices}개, 현장 노드에 매핑된 태그 {mapped}개",
    ),
    "with needs profile": Sentence(
        "--with needs --profile, which tells what files are meant",
        "--with는 --profile과 함께 쓰십시오. 어떤 파일인지 프로파일로 정합니다",
    ),
    "mapping would be lost": Sentence(
        "{file} holds a field mapping; keep it with --merge {folder}, or choose another folder",
        "{file}에 입력한 필드 매핑이 있습니다. --merge {folder}로 유지하거나 다른 폴더를 지정하십시오",
    ),
    "differences": Sentence(
        "{changed} changed, {added} added, {removed} removed", "변경 {changed}건, 추가 {added}건, 삭제 {removed}건"
    ),
    "no difference": Sentence("no difference", "차이 없음"),
    "nothing": Sentence("(nothing)", "(없음)"),
    "hint": Sentence("hint", "조치"),
    "concepts": Sentence("concept descriptions", "개념 설명"),
    "elements below": Sentence("… {count}", "… 요소 {count}개"),
    "not shown": Sentence("… {count}", "… 외 {count}개"),
    "more": Sentence("… and {count} more ({lines})", "… 외 {count}건 ({lines})"),
    "line": Sentence("line {line}", "{line}행"),
    "rows done": Sentence("{rows} rows, {time}", "{rows}개 행, {time}"),
    "rows of all": Sentence("{share} %, {rows} rows, {time} left", "{share} %, {rows}개 행, 남은 시간 {time}"),
    "read": Sentence("read {rows} rows", "{rows}개 행을 읽음"),
    "wrote": Sentence("wrote {file}: {written} from {rows}", "{file} 저장: {rows}에서 {written}"),
    "divided": Sentence(
        "wrote {files} and {file}: {written} from {rows}", "{files}와 {file} 저장: {rows}에서 {written}"
    ),
    "extracted": Sentence(
        "wrote {file}: {name}, {rows} rows of {columns} columns",
        "{file} 저장: {name}, {rows}개 행, {columns}개 열",
    ),
    "several kinds": Sentence(
        "there are {count} tables, each in a file of its own; choose one with --submodel",
        "표가 {count}개라 파일을 나누어 저장했습니다. 하나만 꺼내려면 --submodel로 지정하십시오",
    ),
    "covered": Sentence("columns: {mapped} of {all} mapped", "열: {all}개 중 {mapped}개 매핑"),
    "unmapped": Sentence("not mapped {columns}", "매핑 안 함 {columns}"),
    "constant": Sentence("{count} with one value throughout", "값이 하나뿐인 열 {count}개"),
    "outside": Sentence("{count} values out of range", "범위 밖 값 {count}개"),
    "empty": Sentence("{count} empty cells", "빈 셀 {count}개"),
    "rejected": Sentence("put aside in {file}: {rows}", "{file}에 따로 저장: {rows}"),
    "left out": Sentence("left out: {rows}, {cells}", "제외: {rows}, {cells}"),
    "rewritten": Sentence("wrote {file}, the same as {source}", "{source}의 내용을 {file}(으)로 저장했습니다"),
    "nothing written": Sentence("nothing was written", "아무것도 저장하지 않았습니다"),
    "try skip": Sentence(
        "correct the data, or leave out what is bad with --on-error skip",
        "데이터를 고치거나 --on-error skip으로 잘못된 값을 제외하십시오",
    ),
    "suggested": Sentence(
        "wrote {file}: model {model}, {mapped} columns mapped, {left} left, {missing} mandatory elements still missing",
        "{file} 저장: 모델 {model}, 매핑한 열 {mapped}개, 남은 열 {left}개, 비어 있는 필수 요소 {missing}개",
    ),
    "mapping": Sentence("mapping used", "사용한 매핑"),
    "save mapping": Sentence(
        "save it as a file, review it, and pass it with --map", "파일로 저장해 검토한 뒤 --map으로 지정하십시오"
    ),
    "valid": Sentence("{file}: valid ({what})", "{file}: 문제없음 ({what})"),
    "version": Sentence("metamodel {version}", "메타모델 {version}"),
    "checked against": Sentence("schema, constraints, model {model}", "스키마·제약·모델 {model}"),
    "summary": Sentence("{errors}, {warnings}", "{errors}, {warnings}"),
    "skipped": Sentence("{file}: skipped ({why})", "{file}: 건너뜀 ({why})"),
    "passes": Sentence(
        "{file}: passes, {errors} known or switched off", "{file}: 통과 (기준 파일에 있거나 무시한 {errors})"
    ),
    "files": Sentence("{files}, {valid} valid", "{files}, 문제없음 {valid}개"),
    "files passing": Sentence(", {n} with known errors only", ", 알려진 오류만 있음 {n}개"),
    "files skipped": Sentence(", {n} skipped", ", 건너뜀 {n}개"),
    "wrote baseline": Sentence("wrote {file}: {findings}", "{file} 저장: {findings}"),
    "no baseline": Sentence(
        "there is no baseline {file}; write one with --write-baseline",
        "기준 파일 {file}이(가) 없습니다. --write-baseline으로 만드십시오",
    ),
    "no template": Sentence("there is no template file {file}", "템플릿 파일 {file}이(가) 없습니다"),
    "no place": Sentence(
        "there is no such file or folder, and no file fits: {place}",
        "파일이나 폴더가 없고, 패턴에 맞는 파일도 없습니다: {place}",
    ),
    "nothing to check": Sentence(
        "there is no file to check: the folder holds none, or all are excluded",
        "검사할 파일이 없습니다. 폴더에 파일이 없거나 모두 제외되었습니다",
    ),
    "nothing of aas": Sentence(
        "there is no AAS file here: {files} looked at, none of AAS",
        "AAS 파일이 없습니다. {files}를 보았으나 모두 AAS가 아닙니다",
    ),
    "report on input": Sentence(
        "{file} is one of the files to check; the report would replace it",
        "{file}은(는) 검사할 파일입니다. 보고서를 다른 곳에 저장하십시오",
    ),
    "source": Sentence("source", "원본"),
    "model": Sentence("model", "모델"),
    "error": Sentence("error", "오류"),
    "warning": Sentence("warning", "경고"),
    "info": Sentence("info", "참고"),
    "interrupted": Sentence("interrupted; nothing was changed", "중단했습니다. 바뀐 파일은 없습니다"),
    "disk full": Sentence("the disk is full; nothing was changed", "디스크가 가득 찼습니다. 바뀐 파일은 없습니다"),
    "locked": Sentence(
        "{file} cannot be written: another program holds it, or this account may not write there",
        "{file}에 쓸 수 없습니다. 다른 프로그램이 열고 있거나 쓰기 권한이 없습니다",
    ),
    "os error": Sentence("{file}: {reason}", "{file}: {reason}"),
}


COUNTED: Final = {
    "row": ("{n} row", "{n} rows", "행 {n}개"),
    "column": ("{n} column", "{n} columns", "열 {n}개"),
    "cell": ("{n} cell", "{n} cells", "셀 {n}개"),
    "submodel": ("{n} submodel", "{n} submodels", "서브모델 {n}개"),
    "error": ("{n} error", "{n} errors", "오류 {n}건"),
    "warning": ("{n} warning", "{n} warnings", "경고 {n}건"),
    "ignored": ("{n} ignored", "{n} ignored", "무시 {n}건"),
    "known": ("{n} in the baseline", "{n} in the baseline", "기준 파일에 있음 {n}건"),
    "file": ("{n} file", "{n} files", "파일 {n}개"),
    "change": ("{n} change", "{n} changes", "변경 {n}건"),
    "package": ("{n} package", "{n} packages", "패키지 {n}개"),
    "finding": ("{n} finding", "{n} findings", "문제 {n}건"),
}

FACTS: Final = {
    "encoding": "인코딩",
    "delimiter": "구분자",
    "title rows": "제목 행",
    "unit row": "단위 행",
    "time zone": "시간대",
    "kind": "형식",
    "rows": "행 수",
    "table": "테이블",
    "classes": "클래스",
    "job shop": "작업장 일정",
    "jobs": "작업 수",
    "machines": "설비 수",
    "sheet": "시트",
    "records": "레코드",
    "devices": "설비",
    "messages": "메시지",
    "namespace": "네임스페이스",
    "workbook": "통합 문서",
    "comma": "쉼표",
    "semicolon": "세미콜론",
    "tab": "탭",
    "yes": "있음",
}
"""What a source is like, in Korean."""


def counted(number: int, thing: str, lang: str) -> str:
    """Return a number of things: `1 row`, `2,000 rows`, `행 2,000개`."""
    one, many, korean = COUNTED[thing]
    return (korean if lang == "ko" else one if number == 1 else many).format(n=f"{number:,}")


def fact(text: str, lang: str) -> str:
    """Return the name or value of a fact about a source in a language."""
    return FACTS.get(text, text) if lang == "ko" else text


def say(key: str, lang: str, **values: object) -> str:
    """Return one of the command's sentences in a language."""
    return WORDS[key].fill(lang, values)
