"""Which language a file is in, and how that language writes comments, texts and imports."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

# What follows the first character of a token. The first is looked for by itself, which is how ``re`` is fast.
_DOUBLE = r"(?<=\")[^\"\\\n]*(?:\\.[^\"\\\n]*)*\""
_SINGLE = r"(?<=')[^'\\\n]*(?:\\.[^'\\\n]*)*'"
_BACKTICK = r"(?<=`)[^`\\]*(?:\\(?s:.)[^`\\]*)*`"
_LONG_DOUBLE = r"(?<=\")\"\"(?s:.*?)(?:\"\"\"|\Z)(?P<long>)"
_LONG_SINGLE = r"(?<=')''(?s:.*?)(?:'''|\Z)(?P<long_single>)"
_DOC = r"(?<=/)\*\*(?![/*])(?s:.*?)(?:\*/|\Z)(?P<doc>)|(?<=/)(?<!:/)/[/!][^\n]*(?P<doc_line>)"
_BLOCK = r"(?<=/)\*(?s:.*?)(?:\*/|\Z)(?P<block>)"
_SLASHES = r"(?<=/)(?<!:/)/[^\n]*(?P<line>)"
_HASH = r"(?<=\#)(?<!\S\#)[^\n]*(?P<hash_line>)"
_FREE_DOUBLE = r"(?<=\")(?<!\w\")[^\"\\\n]*(?:\\.[^\"\\\n]*)*\""
_FREE_SINGLE = r"(?<=')(?<!\w')[^'\n]*'"
"""Quotes where words may hold an apostrophe: ``don't``."""


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is read, as far as a lint of literals needs it.

    Attributes:
        name: its name.
        tokens: matches texts, and comments; the last group says of which kind.
        comment_marks: what starts a comment that ends with the line.
        openers: what starts something that may span lines; where none of them has come, a line speaks for
            itself.
        imports: matches from the start of a line that imports, up to what it imports.
        import_block: what opens a list of imports at the start of a line, and what closes it.
        is_prose: true where what is not marked as code is text for people.
    """

    name: str
    tokens: re.Pattern[str]
    comment_marks: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    imports: re.Pattern[str] | None = None
    import_block: tuple[re.Pattern[str], str] | None = None
    is_prose: bool = False


def _tokens(first: str, *rest: str) -> re.Pattern[str]:
    """Tokens by their first characters and what may follow them."""
    return re.compile(rf"[{first}](?:{'|'.join(rest)})")


_C_TOKENS = _tokens("/\"'`", _DOC, _BLOCK, _SLASHES, _LONG_DOUBLE, _DOUBLE, _SINGLE, _BACKTICK)
_C_OPENERS = ("/*", '"""', "`")


def _c_like(name: str, imports: str, import_block: tuple[re.Pattern[str], str] | None = None) -> Language:
    return Language(name, _C_TOKENS, ("//",), _C_OPENERS, re.compile(imports), import_block)


def _hashed(name: str, imports: str | None = None) -> Language:
    tokens = _tokens("#\"'", _HASH, _FREE_DOUBLE, _FREE_SINGLE)
    return Language(name, tokens, ("#",), (), re.compile(imports) if imports else None)


PYTHON = Language(
    "python",
    _tokens("#\"'", r"(?<=\#)[^\n]*(?P<line>)", _LONG_DOUBLE, _LONG_SINGLE, _DOUBLE, _SINGLE),
    ("#",),
    ('"""', "'''"),
    re.compile(r"\s*(?:from\s+[\w.]+\s+import\b|import\s+[\w.])"),
    (re.compile(r"from\s+[\w.]+\s+import\s*\("), ")"),
)
GO = _c_like("go", r"\s*(?:import|package)\b", (re.compile(r"import\s*\("), ")"))
JAVA = _c_like("java", r"\s*(?:import|package)\s")
KOTLIN = _c_like("kotlin", r"\s*(?:import|package)\s|@file:")
JAVASCRIPT = _c_like(
    "javascript",
    r"\s*import\b(?!\.meta|\()|\s*(?:export\b[^;='\"]*|\})\s*from\b",
    (re.compile(r"import\b(?:\s+type)?\s*(?:\w+\s*,\s*)?\{"), "}"),
)
C_SHARP = _c_like("c#", r"\s*using\s+[\w.=\s]+;|\s*namespace\s")
RUST = _c_like("rust", r"\s*(?:pub\s+)?(?:use|mod|extern crate)\s")
PHP = _c_like("php", r"\s*(?:use|namespace|require|include)\w*\b")
TERRAFORM = Language(
    "terraform",
    _tokens('#/"', _BLOCK, _SLASHES, _HASH, _DOUBLE),
    ("#", "//"),
    ("/*",),
    re.compile(r"\s*source\s*=\s*\"(?:\.{1,2}/|git|hg::|github|bitbucket)"),
)
RUBY = _hashed("ruby", r"\s*(?:require|require_relative|load)\b")
YAML = Language(
    "yaml",
    _tokens("#\"'{", r"(?<=\{)\{-?\s*/\*(?s:.*?)(?:\*/|\Z)(?P<block>)", _HASH, _FREE_DOUBLE, _FREE_SINGLE),
    ("#",),
    ("/*",),
)
JSON = Language("json", _C_TOKENS, ("//",), ("/*",))
SHELL = _hashed("shell", r"\s*(?:source|\.)\s")
CONFIGURATION = _hashed("configuration")
PROPERTIES = Language(
    "properties", re.compile(r"^[ \t]*[#!;][^\n]*(?P<line>)", re.MULTILINE), ("#", "!", ";")
)
XML = Language("xml", _tokens("<", r"!--(?s:.*?)(?:-->|\Z)(?P<block>)"), (), ("<!--",))
SQL = Language(
    "sql", _tokens("/\"'-", _BLOCK, r"(?<=-)-[^\n]*(?P<line>)", _DOUBLE, _SINGLE), ("--",), ("/*",)
)
MARKDOWN = Language("markdown", _tokens("#", _HASH), is_prose=True)
RST = Language("rst", _tokens("#", _HASH), is_prose=True)

_SUFFIXES = {
    PYTHON: "py pyi pyw pyx bzl star ipynb",
    GO: "go",
    JAVA: "java scala groovy gradle",
    KOTLIN: "kt kts",
    JAVASCRIPT: "js jsx mjs cjs ts tsx mts cts vue svelte",
    C_SHARP: "cs fs vb",
    RUST: "rs swift",
    PHP: "php",
    TERRAFORM: "tf tfvars hcl tofu nomad",
    RUBY: "rb rake ex exs",
    YAML: "yaml yml tpl gotmpl",
    JSON: "json jsonc json5 tfstate template avsc c h cc cpp hpp m proto graphql dart",
    SHELL: "sh bash zsh ksh fish ps1 psm1 bat cmd",
    CONFIGURATION: "toml env envrc conf config cfg cnf tmpl j2 jinja jinja2 mk service pl pm r jsonnet",
    PROPERTIES: "properties ini editorconfig",
    XML: "xml xsd wsdl plist csproj props targets pom html htm",
    SQL: "sql",
    MARKDOWN: "md markdown mdx",
    RST: "rst",
}
OPENERS = tuple(sorted({opener for language in _SUFFIXES for opener in language.openers}))
"""Those of all languages."""
_BY_SUFFIX = {suffix: language for language, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_BY_NAME = {
    "jenkinsfile": JAVA,
    "tiltfile": PYTHON,
    "gemfile": RUBY,
    "rakefile": RUBY,
    "vagrantfile": RUBY,
}
_TEMPLATES = frozenset(
    {".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".dist", ".example", ".sample", ".local"}
)
_FOR_PEOPLE = frozenset({".txt", ".log", ".csv", ".tsv", ".adoc", ".asciidoc", ".svg", ".po", ".tex", ".eml"})
"""Endings of text that is for people, or data: no application is configured by it."""
_GENERATED = frozenset({".lock", ".sum", ".map", ".snap", ".tfstate", ".backup", ".sarif"})
_GENERATED_NAMES = frozenset(
    {"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", ".terraform.lock.hcl"}
)
"""What tools write and nobody edits: its Regions follow from what was written by hand."""


def language_of(path: str) -> Language | None:
    """The language of a file, by its name; None where it is no code and no configuration."""
    name = path.lower().replace(os.sep, "/").rpartition("/")[2]
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 # four times as fast, for each file with a sign
    if suffix in _FOR_PEOPLE or suffix in _GENERATED or name in _GENERATED_NAMES or ".min." in name:
        return None
    while suffix in _TEMPLATES and "." in stem[1:]:
        stem, suffix = os.path.splitext(stem)  # noqa: PTH122 # likewise
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name.startswith((".env", "dockerfile", "containerfile", "makefile", "procfile")):
        return CONFIGURATION
    return _BY_SUFFIX.get(suffix[1:], CONFIGURATION)
