"""README.txt of an export, Korean and English: what the files are, where they go, what is left to do by hand."""

from __future__ import annotations

from typing import Final

TEXT: Final = """\
이 폴더의 파일
==============

{source}에서 만들었습니다. 태그 {points}개, 게이트웨이 {gateways}개, 필드 장비 {devices}개.

nodeset.xml      수집 데이터의 OPC UA 주소 공간
engineering.csv  태그와 현장 노드의 매핑 (매핑된 태그 {mapped}개)
syscfg.json      게이트웨이와 필드 장비의 이름, 주소, 수집주기
checksums.sha256 위 파일들의 SHA-256. 옮긴 뒤 sha256sum -c checksums.sha256 으로 확인합니다
                 (engineering.csv를 고치면 그 줄만 달라집니다).

다음에 할 일
1. engineering.csv의 B열(게이트웨이), C열(필드 장비), D열(현장 노드 ID)을 채웁니다. 이름은 syscfg.json의 GatewayName,
   DeviceName과 같아야 합니다. 빈 행은 수집되지 않습니다. E열은 수집주기(ms), F열은 배열 인덱스(-1은 배열 아님)입니다.
   필드 안에 쉼표를 쓰지 마십시오.
2. aas validate 파일 --profile kosmo --with 이폴더 로 이름이 서로 맞는지 확인합니다.
3. 세 파일을 클라우드의 opt/cfg/ 와 엣지 컨테이너의 workspace/aggr/build/config/ 에 복사합니다(둘 다 루트 기준).
4. 엣지 대시보드의 InfoModel file, engineering file, syscfg file, X.509 cert 가 모두 True인지 확인합니다.
5. 다시 내보낼 때는 --merge 이폴더 를 주면 입력한 매핑이 유지됩니다.

주의: 플랫폼 설치본의 기본 계정을 바꾸고, 포트 5672, 7770, 8086, 1883은 방화벽으로 막으십시오.


What is in this folder
======================

Made from {source}: {points} tags, {gateways} gateways, {devices} field devices.

nodeset.xml      OPC UA address space of the collected data
engineering.csv  which field node feeds which tag ({mapped} tags mapped)
syscfg.json      names, addresses and sampling intervals of gateways and field devices
checksums.sha256 SHA-256 of these files; after copying, check with sha256sum -c checksums.sha256
                 (once engineering.csv is edited, its line differs)

What to do next
1. Fill columns B (gateway), C (field device) and D (node id in the field) of engineering.csv. Names must equal
   GatewayName and DeviceName of syscfg.json. A blank row is not collected. E is the sampling interval in ms, F the
   array index (-1: no array). No commas inside a field.
2. Check that the names agree: aas validate FILE --profile kosmo --with THIS_FOLDER
3. Copy the three files to opt/cfg/ of the cloud and to workspace/aggr/build/config/ of the edge container (both from
   the root).
4. In the edge dashboard InfoModel file, engineering file, syscfg file and X.509 cert must all read True.
5. Export again with --merge THIS_FOLDER, and the mapping that was typed in is kept.

Note: change the default accounts of the installed platform, and keep ports 5672, 7770, 8086 and 1883 behind a firewall.
"""


def read_me(source: str, points: int, gateways: int, devices: int, mapped: int) -> str:
    """Return the text for an export of a file with these numbers of things."""
    return TEXT.format(source=source, points=points, gateways=gateways, devices=devices, mapped=mapped)
