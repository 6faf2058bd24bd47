"""The rows of the request forms: what is asked for, in both languages, and where the answer goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from aas_converters.forms.definitions import DEFINITIONS
from aas_reference_models.concept_ids import BASE

OWN: Final = f"{BASE}ids/1/0/"
SEEN: Final = "https://admin-shell.io/ids/1/0/"
FRAME: Final = "https://admin-shell.io/ZVEI/TechnicalData/{}/1/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row: where its value goes (`PhysicalAddress/Street` below the submodel), names, an example, allowed answers."""

    path: str
    en: str
    ko: str
    semantic_id: str = ""
    example: str = ""
    kind: Literal["Property", "MultiLanguageProperty", "File"] = "Property"
    value_type: str = "xs:string"
    unit: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False
    """Whether the programme's profile wants it wherever its sheet is filled in."""
    define_en: str = ""
    define_ko: str = ""

    @property
    def meaning(self) -> str:
        """The id of its concept."""
        return self.semantic_id or OWN + self.path.rpartition("/")[2]


def field(path: str, en: str, ko: str, semantic_id: str = "", example: str = "", **more: object) -> Field:
    """Return a row; a short way to write the tables below."""
    define_en, define_ko = DEFINITIONS[path.rpartition("/")[2]]
    more = {"define_en": define_en, "define_ko": define_ko, **more}
    return Field(path=path, en=en, ko=ko, semantic_id=semantic_id, example=example, **more)  # type: ignore[arg-type]  # kinds are told by the tables


COUNTRIES: Final = ("KR", "CN", "DE", "JP", "TW", "US", "VN")
ADDRESS: Final = (
    field("PhysicalAddress/CountryCode", "Country Code", "국가 코드", "0173-1#02-AAO730#001", "KR", choices=COUNTRIES),
    field("PhysicalAddress/Street", "Street", "도로명 주소", "0173-1#02-AAO128#002", "예시로 123"),
    field("PhysicalAddress/PostalCode", "Postal Code", "우편번호", "0112/2///61360_4#ADA014#001", "04524"),
    field("PhysicalAddress/City", "City", "시·군·구", SEEN + "City", "창원시"),
    field("PhysicalAddress/StateCounty", "State or County", "시·도", SEEN + "StateCounty", "경상남도"),
)
MAKER: Final = field(
    "ManufacturerName",
    "Manufacturer name",
    "제조사명",
    "0173-1#02-AAO677#002",
    "한국기계",
)

IDENTIFICATION: Final = (
    MAKER,
    field("ManufacturerId", "Manufacturer ID", "제조사 식별번호", example="123-45-67890"),
    field("ManufacturerIdProvider", "Manufacturer ID Provider", "제조사 식별번호 발급기관", example="국세청"),
    field("ManufacturerTypId", "Manufacturer Typ ID", "제조사 형식 번호", example="HM-650"),
    field("ManufacturerTypName", "Manufacturer Typ Name", "제조사 형식명", example="650톤 사출기"),
    field("ManufacturerTypDescription", "Manufacturer Typ Description", "제조사 형식 설명"),
    field("SupplierName", "Supplier Name", "공급사명", "0173-1#02-AAO735#003", "한국기계판매"),
    field("SupplierId", "Supplier ID", "공급사 식별번호"),
    field("SupplierIdProvider", "Supplier ID Provider", "공급사 식별번호 발급기관"),
    field("SupplierTypId", "Supplier Typ ID", "공급사 형식 번호"),
    field("SupplierTypName", "Supplier Typ Name", "공급사 형식명"),
    field("SupplierTypDescription", "Supplier Typ Description", "공급사 형식 설명"),
    field("TypClass", "Typ Class", "형식 분류", example="27-01-88-77"),
    field(
        "ClassificationSystem", "Classification System", "분류 체계", example="ECLASS", choices=("ECLASS", "IEC CDD")
    ),
    field("SecondaryKeyTyp", "Secondary Key Typ", "형식 보조 키"),
    field("SecondaryKeyInstance", "Secondary Key Instance", "개체 보조 키", example="IMM-07"),
    field("SerialNumber", "Serial Number", "일련번호", "0173-1#02-AAO236#002", "SN-0042"),
    field("ChargeId", "Charge ID", "생산 로트 번호"),
    field(
        "ManufacturingDate", "Manufacturing Date", "제조일", "0173-1#02-AAR972#002", "2024-03-15", value_type="xs:date"
    ),
    field("DeviceRevision", "Device Revision", "기기 개정"),
    field("SoftwareRevision", "Software Revision", "소프트웨어 개정", example="V2.1"),
    field("HardwareRevision", "Hardware Revision", "하드웨어 개정", example="A"),
    field("QrCode", "QR Code", "QR 코드"),
    field("Url", "URL", "웹 주소", "0173-1#02-AAO694#001", "https://maker.example"),
    field("ContactInfo/Name", "Contact Name", "담당자 이름", SEEN + "ContactInfo/Name"),
    field("ContactInfo/Role", "Role", "담당 업무", SEEN + "ContactInfo/Role"),
    field("ContactInfo/Email", "E-mail", "전자우편", SEEN + "Email"),
    field("ContactInfo/Phone", "Phone", "전화", "0112/2///61360_4#ADA009#001"),
    field("ContactInfo/FaxNumber", "Fax", "팩스", "0112/2///61360_4#ADA011#001"),
)
NAMEPLATE: Final = (
    MAKER,
    field("ManufacturerTypName", "Manufacturer Typ Name", "제조사 형식명", example="650톤 사출기"),
    field(
        "ManufacturerProductDesignation",
        "Product Designation",
        "제품 명칭",
        "0173-1#02-AAW338#001",
        "@ko:사출기@en:Press",
        kind="MultiLanguageProperty",
    ),
    field("TypClass", "Typ Class", "형식 분류"),
    field("SerialNumber", "Serial Number", "일련번호", "0173-1#02-AAO236#002", "SN-0042"),
    field("ChargeId", "Charge ID", "생산 로트 번호"),
    *ADDRESS,
    field("YearOfConstruction", "Year of Construction", "제조 연도", "0173-1#02-AAP906#001", "2024"),
    field("CountryOfOrigin", "Country of Origin", "원산지", example="KR", choices=COUNTRIES),
)
TECHNICAL: Final = (
    field(
        "GeneralInformation/ManufacturerName",
        "Manufacturer name",
        "제조사명",
        "0173-1#02-AAO677#002",
        "한국기계",
        needed=True,
    ),
    field(
        "GeneralInformation/ManufacturerProductDesignation",
        "Manufacturer Product Designation",
        "제품 명칭",
        "0173-1#02-AAW338#001",
        "@ko:사출기@en:Injection moulding machine",
        kind="MultiLanguageProperty",
        needed=True,
    ),
    field(
        "GeneralInformation/ManufacturerPartNumber",
        "Manufacturer Part Number",
        "제조사 품번",
        example="HM650-A",
        needed=True,
    ),
    field(
        "GeneralInformation/ManufacturerOrderCode",
        "Manufacturer Order Code",
        "제조사 주문 코드",
        example="HM650-A-KR",
        needed=True,
    ),
    field(
        "ProductClassifications/ProductClassificationItem01/ProductClassificationSystem",
        "Classification System",
        "분류 체계",
        example="ECLASS",
        choices=("ECLASS", "IEC CDD"),
        needed=True,
    ),
    field(
        "ProductClassifications/ProductClassificationItem01/ClassificationSystemVersion",
        "System Version",
        "분류 체계 판",
        example="13.0",
    ),
    field(
        "ProductClassifications/ProductClassificationItem01/ProductClassId",
        "Product Class",
        "제품 분류 번호",
        example="27-01-88-77",
        needed=True,
    ),
    field("TechnicalProperties/ProductId", "Product ID", "제품 번호"),
    field("TechnicalProperties/ProductFamily", "Product Family", "제품군"),
    field("TechnicalProperties/ProductName", "Product Name", "제품명"),
    field("TechnicalProperties/ProductOnlineInformationUrl", "Product Online Information URL", "제품 정보 웹 주소"),
    field("TechnicalProperties/CountryOfOrigin", "Country of origin", "원산지", example="KR", choices=COUNTRIES),
    field(
        "FurtherInformation/ValidDate",
        "Valid Date",
        "정보 기준일",
        example="2026-03-02",
        value_type="xs:date",
        needed=True,
    ),
)
PLATFORM: Final = (
    field("Base", "Address that ids begin with", "식별자 기준 주소", example="https://plant.example.kr"),
    field(
        "InternetAddress", "Cloud: internet address", "클라우드: 인터넷 주소", "0173-1#02-AAO695#002", "203.0.113.10"
    ),
    field("CloudInterval", "Cloud: sampling interval (ms)", "클라우드: 수집주기(ms)", "0173-1#02-AAM764#003", "100"),
    field("GatewayName", "Gateway: name", "게이트웨이: 이름", example="Edge_GW_1"),
    field(
        "GatewayConnection",
        "Gateway: address",
        "게이트웨이: 접속 주소",
        "0173-1#02-AAK174#002",
        "opc.tcp://192.0.2.20:4840",
    ),
    field("GatewayInterval", "Gateway: sampling interval (ms)", "게이트웨이: 수집주기(ms)", example="100"),
)
COLLECTIONS: Final = {
    **{name: FRAME.format(name) for name in ("GeneralInformation", "ProductClassifications", "TechnicalProperties")},
    "FurtherInformation": FRAME.format("FurtherInformation"),
    "ContactInfo": SEEN + "ContactInfo",
    "PhysicalAddress": SEEN + "PhysicalAddress",
}
"""Semantic ids of collections that have one; others are ours."""
