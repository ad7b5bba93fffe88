package dev.esb.doctor;

import java.util.List;

/** Says what was not looked at, where no engine answers. */
record UnseenCheck() implements Check {
    @Override
    public String subject() {
        return "not-seen";
    }

    @Override
    public List<CheckResult> run() {
        return List.of(CheckResult.warning(
                subject(),
                "Slots, ports, subnets, networks and what is left over cannot be looked at without an engine.",
                "Do what the error above says, and run 'mvn esb:doctor' again."));
    }
}
