package dev.esb.checkout;

import dev.esb.Hash;
import dev.esb.environment.EnvironmentName;
import dev.esb.environment.MachineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The name that {@code auto} stands for: a part that a person recognises, and 8 hexadecimal digits that make it one of its own for the
 * checkout, the user and the machine, and in CI for the job. The same from every directory of the checkout.
 */
public final class AutomaticName {
    /** What a user gives in place of a name. */
    public static final String AUTO = "auto";

    /** With a hyphen and the digits, as long as a name can be. */
    private static final int READABLE_LENGTH = 31;

    private static final int DIGITS = 8;

    private final Checkout checkout;
    private final Optional<CiJob> job;
    private final String digits;

    private AutomaticName(Checkout checkout, Optional<CiJob> job, String digits) {
        this.checkout = checkout;
        this.job = job;
        this.digits = digits;
    }

    /**
     * The name in a directory.
     *
     * @param directory any in the checkout
     * @param processEnvironment the environment variables of this process
     */
    public static AutomaticName in(Path directory, Map<String, String> processEnvironment) {
        return in(directory, processEnvironment, MachineId.current(), System.getProperty("user.name"));
    }

    static AutomaticName in(Path directory, Map<String, String> processEnvironment, String machine, String user) {
        Checkout checkout = Checkout.of(directory);
        Optional<CiJob> job = CiJob.of(processEnvironment);
        List<String> parts =
                new ArrayList<>(List.of(machine, user, checkout.root().toString()));
        job.ifPresent(ci -> parts.addAll(ci.id()));
        return new AutomaticName(checkout, job, digits(parts));
    }

    /** The name that {@link #fix} has recorded, else the one that it would record now. */
    public EnvironmentName value() {
        return recorded().orElseGet(() -> new EnvironmentName(readable() + "-" + digits));
    }

    /**
     * Keeps the name as it is when the branch changes, beside what git keeps of the checkout. Not in CI: another job has another name. Without
     * git, it cannot change.
     *
     * @throws IOException when it cannot be recorded; the name is as good without, as long as the branch stays
     */
    public void fix() throws IOException {
        Optional<Path> file = file();
        if (file.isPresent() && recorded().isEmpty()) {
            Files.writeString(file.get(), value() + "\n");
        }
    }

    private Optional<EnvironmentName> recorded() {
        return file().filter(Files::isRegularFile).flatMap(this::read);
    }

    /** A copy of the checkout has other digits, and so does another user. */
    private Optional<Path> file() {
        return job.isPresent()
                ? Optional.empty()
                : checkout.gitDirectory().map(directory -> directory.resolve("esb-env-" + digits));
    }

    private Optional<EnvironmentName> read(Path file) {
        try {
            String text = Files.readString(file).strip();
            return EnvironmentName.isLegal(text) && text.endsWith("-" + digits)
                    ? Optional.of(new EnvironmentName(text))
                    : Optional.empty();
        } catch (IOException e) {
            // As if it were not there: the name is that of today.
            return Optional.empty();
        }
    }

    private String readable() {
        Stream<String> candidates = checkout.isLinkedWorktree()
                ? Stream.of(checkout.directoryName(), branch())
                : Stream.of(branch(), checkout.directoryName());
        return candidates
                .map(AutomaticName::legalPart)
                .filter(part -> !part.isEmpty())
                .findFirst()
                .orElse("checkout");
    }

    private String branch() {
        String branch = checkout.branch();
        return branch.isEmpty() ? job.map(CiJob::branch).orElse("") : branch;
    }

    /** What a name may have of a text; empty where that is nothing. */
    private static String legalPart(String text) {
        String part = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "-")
                .replaceAll("^[-_]+", "");
        return part.substring(0, Math.min(part.length(), READABLE_LENGTH)).replaceAll("[-_]+$", "");
    }

    private static String digits(List<String> parts) {
        return Hash.of(String.join("\0", parts)).substring(0, DIGITS);
    }
}
