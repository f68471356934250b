"""Runbooks: the steps of a promotion as documents."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from futago.errors import RunbookError
from futago.runbooks import markdown, page, times
from futago.runbooks.folder import differences, documents, write
from futago.runbooks.runbook import Runbook, runbook, runbooks
from futago.runbooks.times import KEPT, Measured, Times
from futago.spec import load
from modules.estate import Estate
from modules.operation import Mode
from modules.promotion.inputs import Contact, PromotionInputs
from tests.aws_cli_calls import wrong_in
from tests.estates import an_estate

PAYMENTS = load(Path(__file__).parents[2] / "examples" / "payments.yaml").estate
ALL = list(runbooks(PAYMENTS, "estate.yaml", Times()))
OSAKA = "ap-northeast-3"


def name_of(book: Runbook) -> str:
    return book.file_name


def with_promotion(**settings: object) -> Estate:
    return an_estate(
        PAYMENTS.sections, {**PAYMENTS.settings, "promotion": PromotionInputs.model_validate(settings)}
    )


def a_book(estate: Estate, known: Times | None = None) -> Runbook:
    return runbook(estate, "estate.yaml", Mode.FAILOVER, estate.pair[OSAKA], known or Times())


def measured(seconds: float, *, date: str = "2026-11-01", where: str = "the embedded AWS") -> Measured:
    steps = {each.step.id: seconds for stage in a_book(PAYMENTS).stages for each in stage.steps}
    return Measured(
        date=date, where=where, mode="failover", to=OSAKA, rto_seconds=2 * seconds, steps_seconds=steps
    )


def test_every_mode_has_one_towards_each_region() -> None:
    """Three modes, both directions."""
    assert [
        f"{mode}-to-{city}" for city in ("tokyo", "osaka") for mode in ("switchover", "failover", "failback")
    ] == [book.file_name for book in ALL]


@pytest.mark.parametrize("book", ALL, ids=name_of)
def test_nothing_stands_in_the_way_of_a_sound_estate(book: Runbook) -> None:
    """What the spec describes can be promoted, in every mode."""
    assert () == book.obstacles


@pytest.mark.parametrize("book", ALL, ids=name_of)
def test_both_forms_show_every_step(book: Runbook) -> None:
    """No step is left out of either form, nor any of its commands."""
    for text in (markdown.render(book), unescape(page.render(book))):
        steps = [each.step for stage in book.stages for each in stage.steps]
        assert [] == [step.id for step in steps if step.id not in text]
        words = [command.argv[-1] for step in steps for command in step.commands]
        assert [] == [word for word in words if word not in text]


@pytest.mark.parametrize("book", ALL, ids=name_of)
def test_aws_cli_takes_every_command(book: Runbook) -> None:
    """Each command has an operation and options that AWS's models know, and all that they require."""
    commands = [
        command.argv for stage in book.stages for each in stage.steps for command in each.step.commands
    ]
    assert commands
    assert {} == {argv: wrong for argv in commands if (wrong := wrong_in(argv))}


def test_commands_that_the_aws_cli_refuses_are_seen() -> None:
    """The check of commands finds an operation, an option and a missing one."""
    assert ["rds has no operation promote"] == wrong_in(("aws", "rds", "promote"))
    assert ["unknown --fast", "missing --global-cluster-identifier", "missing --db-cluster-identifier"] == (
        wrong_in(("aws", "rds", "remove-from-global-cluster", "--fast"))
    )


def test_needs_are_numbers_of_earlier_steps() -> None:
    """A step waits for steps that a reader has come past already."""
    for book in ALL:
        numbers = [each.number for stage in book.stages for each in stage.steps]
        for stage in book.stages:
            for each in stage.steps:
                assert [] == [
                    need for need in each.needs if numbers.index(need) >= numbers.index(each.number)
                ]


def test_appendix_has_the_arn_of_each_region() -> None:
    """A cluster stands there with its ARN in Tokyo and in Osaka."""
    clusters = [entry.arns for entry in ALL[0].appendix if entry.what == "Aurora cluster"]
    assert {
        code: f"arn:aws:rds:{code}:123456789012:cluster:payments-ledger-{short}"
        for code, short in (("ap-northeast-1", "apne1"), (OSAKA, "apne3"))
    } in clusters


def test_rendering_is_deterministic() -> None:
    """The same spec gives the same documents, or the check of CI would cry wolf."""
    assert documents(PAYMENTS, "estate.yaml", Times()) == documents(PAYMENTS, "estate.yaml", Times())


def test_contacts_are_text() -> None:
    """What a spec says of a contact can't become markup, a table's cell or a link."""
    contact = Contact(
        name="<b>|`x`", role="[on call](https://example.com)", reach="@team *now*", decides=True
    )
    book = a_book(with_promotion(contacts=[contact]))
    assert "| \\<b\\>\\|`x` (**decides**) | \\[on call\\](https://example.com) |" in markdown.render(book)
    assert "&lt;b&gt;|`x`" in page.render(book)


def test_nobody_named_is_said() -> None:
    """Without contacts the document says who is missing."""
    assert "**Nobody is named.**" in markdown.render(a_book(with_promotion()))


def test_chain_longer_than_the_target_is_said() -> None:
    """A target that the steps alone can't meet is no secret."""
    warning = "The longest chain alone takes more than the target."
    assert warning in markdown.render(a_book(with_promotion(rto_seconds=1)))
    assert warning not in markdown.render(a_book(with_promotion(rto_seconds=86400)))


def test_measured_times_feed_the_next_rendering(tmp_path: Path) -> None:
    """What a rehearsal measured stands beside what was expected."""
    times.record(tmp_path, measured(40.0))
    text = markdown.render(a_book(PAYMENTS, times.read(tmp_path)))
    assert "| last measured | 1 min 20 s, on 2026-11-01, on the embedded AWS |" in text
    assert "measured once on the embedded AWS: half of them within 40 s, the longest 40 s" in text


def test_times_of_aws_count_before_those_of_the_embedded_aws(tmp_path: Path) -> None:
    """One promotion on AWS says more than many rehearsals elsewhere."""
    times.record(tmp_path, measured(300.0, where="AWS"))
    times.record(tmp_path, measured(40.0, date="2026-11-02"))
    last = times.read(tmp_path).last("failover", OSAKA)
    assert last is not None
    assert ("AWS", 600.0) == (last.where, last.rto_seconds)


def test_only_the_newest_times_are_kept(tmp_path: Path) -> None:
    """The file does not grow for ever."""
    for number in range(KEPT + 3):
        times.record(tmp_path, measured(float(number)))
    assert [2.0 * number for number in range(3, KEPT + 3)] == [
        each.rto_seconds for each in times.read(tmp_path).promotions
    ]


def test_damaged_times_are_refused(tmp_path: Path) -> None:
    """A file that holds something else is named, and nothing is lost."""
    (tmp_path / times.FILE).write_text('{"promotions": [{"date": 1}]}')
    with pytest.raises(RunbookError, match=r"times\.json holds no times of rehearsals"):
        times.record(tmp_path, measured(1.0))
    assert '{"promotions": [{"date": 1}]}' == (tmp_path / times.FILE).read_text()


def test_written_folder_differs_in_nothing(tmp_path: Path) -> None:
    """What was just rendered is up to date."""
    made = documents(PAYMENTS, "estate.yaml", Times())
    write(tmp_path, made)
    assert [] == list(differences(tmp_path, made))


def test_missing_outdated_and_left_over_files_are_told_apart(tmp_path: Path) -> None:
    """Each file that CI should complain about, with the lines that changed."""
    made = documents(PAYMENTS, "estate.yaml", Times())
    write(tmp_path, made)
    (tmp_path / "failover-to-osaka.md").unlink()
    changed = tmp_path / "failover-to-tokyo.md"
    changed.write_text(changed.read_text().replace("# Runbook: failover to Tokyo", "# Mine"))
    (tmp_path / "failover-to-seoul.md").write_text("")
    found = {each.file: (each.what, each.lines) for each in differences(tmp_path, made)}
    assert {
        "failover-to-osaka.md": ("missing", ()),
        "failover-to-tokyo.md": ("outdated", ("@@ -1 +1 @@", "-# Mine", "+# Runbook: failover to Tokyo")),
        "failover-to-seoul.md": ("left over", ()),
    } == found


def test_page_loads_and_runs_nothing() -> None:
    """One file, that works where nothing else does."""
    for book in ALL:
        text = page.render(book)
        assert "default-src 'none'" in text
        assert not any(mark in text for mark in ("<script", "<link", "<img", "url("))
