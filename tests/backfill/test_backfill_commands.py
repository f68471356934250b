"""``futago backfill`` as a person runs it: exit codes, what is said where, JSON, kills and dark Regions."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.backfill.backfill_world import World
from tests.command_line import BIN, environment


def command(world: World, name: str, *options: str) -> list[str]:
    arguments = [str(BIN / "futago"), "backfill", name]
    return [*arguments, *options, str(world.spec), "--emulator", str(world.folder)]


def backfill(world: World, name: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in a folder of the test's own."""
    done = subprocess.run(
        command(world, name, *options),
        cwd=world.spec.parent,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def told(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def test_from_plan_to_verify(world: World) -> None:
    """The whole way: planned, started, watched, its status, reported, verified."""
    world.put("apne1", "old/1", "old/2")
    world.put("apne3", "old/3")
    world.link()
    plan = backfill(world, "plan")
    assert (0, "") == (plan.returncode, plan.stdout)
    assert "2 objects left to copy" in plan.stderr
    assert "a start creates job #1" in plan.stderr
    assert 1 == backfill(world, "verify").returncode
    start = backfill(world, "start", "--yes")
    assert (0, 2) == (start.returncode, len(re.findall(r"job [0-9a-f-]+ started", start.stderr)))
    watch = backfill(world, "watch", "--interval-seconds", "0.2")
    assert 0 == watch.returncode
    assert 2 == watch.stderr.count("complete 2 of 2") + watch.stderr.count("complete 1 of 1")
    status = backfill(world, "status", "--json")
    assert (0, ["complete", "complete"]) == (status.returncode, [each["state"] for each in told(status)])
    assert 0 == backfill(world, "report").returncode
    verify = backfill(world, "verify", "--json")
    assert (0, True) == (verify.returncode, told(verify)[0]["equal"])
    again = backfill(world, "start", "--yes")
    assert (0, 2) == (again.returncode, again.stderr.count("nothing is left to copy"))


def test_plan_as_json_says_what_is_unknown(world: World) -> None:
    """For scripts: obstacles, what is left, and costs with the prices that nobody knows."""
    world.put("apne1", "old", body=b"x" * 1000)
    world.link()
    (plan,) = told(backfill(world, "plan", "--json", "--from", "apne1"))
    assert (True, 1, 1000, True) == (
        plan["clear"],
        plan["left"]["objects"],
        plan["left"]["bytes"],
        plan["left"]["exact"],
    )
    assert "APN1-BatchOperations-Jobs" in plan["cost"]["unknown"]
    assert {"would": "create", "generation": 1} == {
        key: plan["start"][key] for key in ("would", "generation")
    }


def test_plan_with_prices_of_ones_own(world: World, tmp_path: Path) -> None:
    """Every price can be given, and then nothing is unknown."""
    world.put("apne1", "old")
    world.link()
    (plan,) = told(backfill(world, "plan", "--json", "--from", "apne1"))
    types = [each["usage_type"] for each in plan["cost"]["lines"]]
    prices = "\n".join(f"  {each}: {{usd: 2}}" for each in types)
    file = tmp_path / "prices.yaml"
    file.write_text(f"as_of: 2026-01-01\nsource: our contract\nprices:\n{prices}\n", encoding="utf-8")
    (plan,) = told(backfill(world, "plan", "--json", "--from", "apne1", "--prices", str(file)))
    assert [] == plan["cost"]["unknown"]
    assert "2026-01-01" == plan["cost"]["prices_as_of"]
    assert plan["cost"]["known_usd"] > 2


def test_obstacle_stops_a_start_and_unchecked_does_not(world: World) -> None:
    """What is in the way is told with its remedy; --unchecked starts all the same."""
    world.put("apne1", "old")
    world.link()
    direction = world.direction()
    world.clients.client("iam", direction.source).update_assume_role_policy(
        RoleName=direction.role_arn.rpartition("/")[2],
        PolicyDocument='{"Version": "2012-10-17", "Statement": []}',
    )
    held_up = backfill(world, "start", "--yes", "--from", "apne1")
    assert 1 == held_up.returncode
    assert "[role-trust]" in held_up.stderr
    assert "remedy: let batchoperations.s3.amazonaws.com" in held_up.stderr
    assert 0 == world.jobs()
    assert 0 == backfill(world, "start", "--yes", "--from", "apne1", "--unchecked").returncode
    assert 1 == world.jobs()


def test_one_direction_that_is_held_up_holds_up_no_other(world: World) -> None:
    """With Osaka's role missing, Tokyo's direction starts all the same."""
    world.put("apne1", "old/1")
    world.put("apne3", "old/3")
    world.link()
    direction = world.direction("apne3")
    world.clients.client("iam", direction.source).update_assume_role_policy(
        RoleName=direction.role_arn.rpartition("/")[2],
        PolicyDocument='{"Version": "2012-10-17", "Statement": []}',
    )
    assert 1 == backfill(world, "start", "--yes").returncode
    assert (1, 0) == (world.jobs("apne1"), world.jobs("apne3"))


def test_asks_before_it_starts(world: World) -> None:
    """Without --yes, and with nobody to answer, nothing is started."""
    world.put("apne1", "old")
    world.link()
    done = backfill(world, "start", "--from", "apne1")
    assert "Start 1 jobs?" in done.stderr
    assert (0, True) == (world.jobs(), done.returncode != 0)


def test_suspended_jobs_wait_to_be_confirmed(world: World) -> None:
    """--suspended, then confirm: the job runs only after that."""
    world.put("apne1", "old")
    world.link()
    assert 0 == backfill(world, "start", "--yes", "--from", "apne1", "--suspended").returncode
    watch = backfill(world, "watch", "--from", "apne1", "--interval-seconds", "0.2")
    assert 1 == watch.returncode
    assert "nobody has confirmed it" in watch.stderr
    assert "futago backfill confirm" in watch.stderr
    assert [] == world.keys("apne3")
    assert 0 == backfill(world, "confirm", "--yes").returncode
    assert 0 == backfill(world, "watch", "--from", "apne1", "--interval-seconds", "0.2").returncode
    assert ["old"] == world.keys("apne3")
    assert 1 == backfill(world, "confirm", "--yes").returncode


def test_priority_and_cancel(world: World) -> None:
    """A job at work takes another priority, and can be ended."""
    world.put("apne1", *map(str, range(20)))
    world.link()
    world.steer(objects_per_second=0.5)
    backfill(world, "start", "--yes", "--from", "apne1")
    assert 0 == backfill(world, "priority", "77").returncode
    (status,) = told(backfill(world, "status", "--json", "--from", "apne1"))
    assert (77, "running") == (status["job"]["priority"], status["state"])
    assert 0 == backfill(world, "cancel", "--yes").returncode
    watch = backfill(world, "watch", "--from", "apne1", "--interval-seconds", "0.2")
    assert 1 == watch.returncode
    assert "was cancelled" in watch.stderr


def test_report_and_retry(world: World) -> None:
    """Failures by reason with remedies, their keys on request, and a retry of just these."""
    world.put("apne1", "good", "bad 1+%", "bad 2")
    world.link()
    world.fail(world.direction(), key_pattern="bad*", error_code="DstObjectHardDeleted")
    backfill(world, "start", "--yes", "--from", "apne1")
    assert 1 == backfill(world, "watch", "--from", "apne1", "--interval-seconds", "0.2").returncode
    report = backfill(world, "report", "--from", "apne1")
    assert 1 == report.returncode
    assert "DstObjectHardDeleted" in report.stderr
    (direction,) = told(backfill(world, "report", "--json", "--from", "apne1"))
    (reason,) = direction["reasons"]
    assert ("DstObjectHardDeleted", 2, False) == (reason["code"], reason["objects"], reason["retry_helps"])
    keys = backfill(world, "report", "--keys", "--from", "apne1")
    lines = keys.stdout.splitlines()
    assert "bucket,from,key,version_id,reason,http_status,message" == lines[0]
    assert {"bad 1+%", "bad 2"} == {line.split(",")[2] for line in lines[1:]}
    assert 1 == len(backfill(world, "report", "--keys", "--reason", "Other").stdout.splitlines())
    world.steer()
    retry = backfill(world, "retry", "--yes")
    assert 0 == retry.returncode
    assert "for 2 objects" in retry.stderr
    assert "no retry mends" in retry.stderr
    assert 0 == backfill(world, "watch", "--from", "apne1", "--interval-seconds", "0.2").returncode
    assert ["bad 1+%", "bad 2", "good"] == world.keys("apne3")
    assert "nothing to retry" in backfill(world, "retry", "--yes").stderr


def test_verify_lists_what_differs(world: World) -> None:
    """Differences are data: a line each on stdout, the verdict for people on stderr."""
    world.put("apne1", *(f"old/{number:02}" for number in range(30)))
    world.link()
    done = backfill(world, "verify")
    assert 1 == done.returncode
    assert 20 == len(done.stdout.splitlines())
    assert done.stdout.startswith(
        "receipts\tmissing\tapne1\told/00\t1 bytes, not in apne3; replication never"
    )
    assert "and 10 more" in done.stderr
    assert 30 == len(backfill(world, "verify", "--list").stdout.splitlines())


def test_keys_act_on_no_terminal(world: World) -> None:
    """What a key holds is shown: no tab, no change of direction, no markup of the table's own."""
    key = "a\tred[bold]\u202e"  # the embedded AWS lists no escape sequence
    world.put("apne1", key)
    world.link()
    verify = backfill(world, "verify")
    assert 1 == len(verify.stdout.splitlines())
    assert "a⇥red[bold]⟨U+202E⟩" in verify.stdout
    world.fail(world.direction(), error_code="DstKmsKeyInvalidState")
    world.start()
    world.watch("apne1")
    shown = "".join(backfill(world, "report", "--from", "apne1").stderr.split())
    assert "\u202e" not in shown
    assert "red[bold]" in shown
    (direction,) = told(backfill(world, "report", "--json", "--from", "apne1"))
    assert [key] == direction["reasons"][0]["examples"]


def test_killed_watch_is_taken_up_again(world: World) -> None:
    """A watch that is killed leaves the job as it is; the next one goes on with it."""
    world.put("apne1", *map(str, range(50)))
    world.link()
    world.steer(objects_per_second=10)
    backfill(world, "start", "--yes", "--from", "apne1")
    first = subprocess.Popen(
        command(world, "watch", "--json", "--interval-seconds", "0.2", "--from", "apne1"),
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout is not None
    seen = json.loads(first.stdout.readline())
    first.send_signal(signal.SIGKILL)
    first.communicate()
    world.steer()
    done = backfill(world, "watch", "--json", "--interval-seconds", "0.2", "--from", "apne1")
    last = json.loads(done.stdout.splitlines()[-1])
    assert (0, "complete") == (done.returncode, last[0]["state"])
    assert seen[0]["job"]["job_id"] == last[0]["job"]["job_id"]
    assert 1 == world.jobs()


def test_watch_outlives_a_dark_region(world: World) -> None:
    """While Tokyo is dark its direction is unknown, not lost; once it answers, the watch comes to its end."""
    world.put("apne1", "old/1")
    world.put("apne3", "old/3")
    world.link()
    world.steer(objects_per_second=0.01)
    backfill(world, "start", "--yes")
    watch = subprocess.Popen(
        command(world, "watch", "--json", "--interval-seconds", "0.2"),
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert watch.stdout is not None
    watch.stdout.readline()
    world.emulator.dark("ap-northeast-1", "closed")
    for line in watch.stdout:
        states = {each["from"]: each["state"] for each in json.loads(line)}
        if states["ap-northeast-1"] == "unknown":
            break
    assert "running" == states["ap-northeast-3"]
    world.emulator.lit("ap-northeast-1")
    world.steer()
    rest = watch.communicate(timeout=60)[0].splitlines()
    assert (0, ["complete", "complete"]) == (
        watch.returncode,
        [each["state"] for each in json.loads(rest[-1])],
    )


def test_watch_does_not_wait_for_a_silent_region(world: World) -> None:
    """While Tokyo is silent, Osaka's job is shown all the same."""
    world.put("apne3", "old/3")
    world.link()
    job = world.start("apne3")
    world.watch("apne3")
    world.emulator.dark("ap-northeast-1", "silent")
    watch = subprocess.Popen(
        command(world, "watch", "--json", "--interval-seconds", "0.5"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert watch.stdout is not None
    first = json.loads(watch.stdout.readline())
    watch.send_signal(signal.SIGINT)
    _out, err = watch.communicate(timeout=40)
    assert (130, False) == (watch.returncode, "Traceback" in err)
    assert ["unknown", "complete"] == [each["state"] for each in first]
    assert job.job_id == first[1]["job"]["job_id"]


def test_start_with_a_dark_region_is_told(world: World) -> None:
    """Nothing is begun while a Region is dark, the jobs of the other are seen, and no traceback is."""
    world.put("apne3", "old")
    world.link()
    world.start("apne3")
    world.watch("apne3")
    world.emulator.dark("ap-northeast-1", "closed")
    start = backfill(world, "start", "--yes", "--from", "apne1")
    status = backfill(world, "status", "--json")
    world.emulator.lit("ap-northeast-1")
    assert 1 == start.returncode
    assert "ap-northeast-1 does not answer" in start.stderr
    assert (1, ["unknown", "complete"]) == (status.returncode, [each["state"] for each in told(status)])
    assert 0 == world.jobs("apne1")


def test_confirmed_status_of_nothing(world: World) -> None:
    """Where no backfill was ever started the status says so, and a watch has nothing to do."""
    world.link()
    status = backfill(world, "status")
    assert 0 == status.returncode
    assert 2 == status.stderr.count("never backfilled")
    watch = backfill(world, "watch", "--interval-seconds", "0.2")
    assert (1, True) == (watch.returncode, "Next: futago backfill start" in watch.stderr)


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (["--bucket", "moon"], "the estate has no bucket 'moon'; allowed are receipts"),
        (["--from", "us-east-1"], "the estate has no Region 'us-east-1'; allowed are ap-northeast-1"),
        (["--prices", "none.yaml"], "none.yaml: can't be read as prices"),
    ],
)
def test_bad_input_is_refused(world: World, options: list[str], wrong: str) -> None:
    """What can't be is refused with what is allowed, and exit code 2."""
    done = backfill(world, "plan", *options)
    assert (2, True) == (done.returncode, wrong in done.stderr)


def test_inventory_of_several_buckets_is_refused(world: World) -> None:
    """An inventory option that names no Region is refused."""
    done = backfill(world, "verify", "--inventory", "s3://somewhere/manifest.json")
    assert (2, True) == (done.returncode, "needed is REGION=s3://" in done.stderr)


def test_permissions_are_printed(world: World) -> None:
    """What to allow is data, by command."""
    done = backfill(world, "plan", "--permissions")
    assert "s3:CreateJob" in told(done)["start"]
    assert "s3:CreateJob" not in told(done)["plan"]
