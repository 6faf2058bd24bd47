"""Interchange: whole AAS files of anybody, read as plain data and written again in any form."""

from aas_converters.interchange.content import Attachment, Content, Part
from aas_converters.interchange.read import open_content
from aas_converters.interchange.write import write_content

__all__ = ["Attachment", "Content", "Part", "open_content", "write_content"]
