package dev.esb.engine;

import dev.esb.EsbException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code docker} command that has not reached its engine because ssh has failed, for which it has its own words. */
final class SshFailure {
    // command [ssh -o ConnectTimeout=30 -l me -p 22 -- host docker system dial-stdio] has exited with exit status 255,
    // ... stderr=...
    private static final Pattern WORDS = Pattern.compile(
            "command \\[ssh (?<options>[^\\]]*?)(-- )?(?<name>\\S+) docker (--host \\S+ )?system dial-stdio\\] has exited(.*?stderr=(?<reason>.*))?",
            Pattern.DOTALL);

    private static final Pattern OPTION = Pattern.compile("-([lp]) (\\S+)");

    // What its server does that has too many connections, of which some are not logged in yet (MaxStartups), or too
    // many sessions in one
    // (MaxSessions).
    private static final List<String> TOO_MANY = List.of(
            "kex_exchange_identification",
            "Connection reset by",
            "Connection closed by",
            "Exceeded MaxStartups",
            "Session open refused");

    private SshFailure() {}

    /**
     * Finds that in the words of a command that has failed.
     *
     * @return what is wrong and what to do; empty where it failed for another reason
     */
    static Optional<EsbException> explain(String words) {
        Matcher found = WORDS.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        SshDestination destination = destination(found);
        String reason =
                Optional.ofNullable(found.group("reason")).orElse("").strip().replaceAll("\\s*\\R\\s*", " ");
        String cited = reason.isEmpty() ? "" : " (%s)".formatted(reason);
        return Optional.of(
                TOO_MANY.stream().anyMatch(reason::contains)
                        ? new EsbException(
                                "The machine of the Docker engine, '%s', has closed a connection of ssh%s, as it does when there are too many at once."
                                        .formatted(destination.name(), cited),
                                ("Let all docker commands share one: write 'ControlMaster auto', 'ControlPath ~/.ssh/control-%%C' and 'ControlPersist"
                                                + " 60' under 'Host %s' in ~/.ssh/config, or raise MaxStartups in that machine's sshd_config.")
                                        .formatted(destination.name()))
                        : new EsbException(
                                "The Docker engine does not answer over ssh%s.".formatted(cited),
                                ("See that 'ssh %s docker version' works and asks no question: it needs a key that ssh has (ssh-add), the machine"
                                                + " in ~/.ssh/known_hosts, and an account there that may use Docker; or correct DOCKER_HOST or"
                                                + " 'docker context use'.")
                                        .formatted(destination)));
    }

    private static SshDestination destination(Matcher found) {
        String user = "";
        String port = "";
        Matcher option = OPTION.matcher(found.group("options"));
        while (option.find()) {
            user = option.group(1).equals("l") ? option.group(2) : user;
            port = option.group(1).equals("p") ? option.group(2) : port;
        }
        return new SshDestination(user, found.group("name"), port);
    }
}
