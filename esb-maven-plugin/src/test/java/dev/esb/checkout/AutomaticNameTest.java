package dev.esb.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.GitRepository;
import dev.esb.environment.EnvironmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AutomaticNameTest {
    private Path shop;

    @BeforeEach
    void makeDirectory(@TempDir Path directory) throws IOException {
        shop = Files.createDirectory(directory.resolve("Shop"));
    }

    @ParameterizedTest
    @CsvSource({
        "main, main",
        "feature/Login, feature-login",
        "größe, gro-e",
        "a-branch-of-more-than-31-characters-and-more, a-branch-of-more-than-31-charac",
        "30-characters-and-then-a-hyphe-n, 30-characters-and-then-a-hyphe",
        "分支, shop",
        "---, shop"
    })
    void beginsWithTheBranchAsFarAsANameCan(String branch, String expected) throws IOException {
        checkOut(branch);

        assertThat(name(shop)).matches(expected + "-[0-9a-f]{8}");
    }

    @Test
    void hasAtMost40CharactersOfABranchOf200() throws IOException {
        checkOut("b".repeat(200));

        assertThat(name(shop)).hasSize(40).startsWith("bbb");
    }

    @Test
    void beginsWithTheDirectoryWhereNoBranchIsCheckedOut() throws IOException {
        writeHead("5e3b0c9a1f5e3b0c9a1f5e3b0c9a1f5e3b0c9a1f");

        assertThat(name(shop)).startsWith("shop-");
    }

    @Test
    void beginsWithTheDirectoryWithoutGit() {
        assertThat(name(shop)).startsWith("shop-");
    }

    @Test
    void isThereWhereNeitherBranchNorDirectoryHasALetterThatANameCan(@TempDir Path directory) throws IOException {
        shop = Files.createDirectory(directory.resolve("店"));
        checkOut("分支");

        assertThat(name(shop)).matches("checkout-[0-9a-f]{8}");
    }

    @Test
    void isThereAtTheRootOfTheFileSystem() {
        assertThat(EnvironmentName.isLegal(name(Path.of("/")))).isTrue();
    }

    @Test
    @EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "git is not installed")
    void beginsWithTheDirectoryOfALinkedWorktree() throws IOException {
        GitRepository repository = new GitRepository(shop);
        repository.write("pom.xml", "<project/>");
        repository.commit();
        Path worktree = shop.resolveSibling("login");
        repository.git("worktree", "add", "--quiet", "-b", "another", worktree.toString());

        assertThat(name(worktree)).startsWith("login-");
        assertThat(name(worktree)).isNotEqualTo(name(shop));
    }

    @Test
    void isTheSameFromEveryDirectoryOfTheCheckout() throws IOException {
        checkOut("main");
        Path module = Files.createDirectories(shop.resolve("modules/web"));
        Path link = Files.createSymbolicLink(shop.resolveSibling("link"), module);

        assertThat(name(module)).isEqualTo(name(shop));
        assertThat(name(link)).isEqualTo(name(shop));
    }

    @Test
    void isTheSameFromEveryModuleWithoutGit() throws IOException {
        Path module = Files.createDirectories(shop.resolve("modules/web"));
        for (Path path : new Path[] {shop, shop.resolve("modules"), module}) {
            Files.writeString(path.resolve("pom.xml"), "<project/>");
        }

        assertThat(name(module)).isEqualTo(name(shop)).startsWith("shop-");
    }

    @Test
    void isThatOfTheDirectoryWithMavensOwnSettingsWithoutGit() throws IOException {
        Path module = Files.createDirectories(shop.resolve("modules/web"));
        Files.createDirectory(shop.resolve(".mvn"));

        assertThat(name(module)).isEqualTo(name(shop)).startsWith("shop-");
    }

    @Test
    void isAnotherForEachCheckoutUserAndMachine() throws IOException {
        Path copy = Files.createDirectory(shop.resolveSibling("copy"));
        checkOut("main");
        Files.createDirectory(copy.resolve(".git"));
        Files.copy(shop.resolve(".git/HEAD"), copy.resolve(".git/HEAD"));

        assertThat(Stream.of(
                        name(shop),
                        name(copy),
                        AutomaticName.in(shop, Map.of(), "machine", "other")
                                .value()
                                .value(),
                        AutomaticName.in(shop, Map.of(), "other", "user")
                                .value()
                                .value()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("main-"));
    }

    @Test
    void staysWhenTheBranchChangesOnceItIsFixed() throws IOException {
        checkOut("main");
        String before = name(shop);

        automatic(shop, Map.of()).fix();
        checkOut("other");

        assertThat(name(shop)).isEqualTo(before);
        assertThat(automatic(shop, Map.of("GITHUB_ACTIONS", "true")).value().value())
                .startsWith("other-");
    }

    @Test
    void isNotTheOneThatWasFixedInTheCheckoutOfWhichThisIsACopy() throws IOException {
        checkOut("main");
        automatic(shop, Map.of()).fix();
        Path copy = Files.createDirectory(shop.resolveSibling("copy"));
        Files.move(shop.resolve(".git"), copy.resolve(".git"));
        Files.writeString(copy.resolve(".git/HEAD"), "ref: refs/heads/other\n");

        assertThat(name(copy)).startsWith("other-").isNotEqualTo(name(shop));
    }

    @Test
    void isMadeAnewWhereTheRecordIsNoNameOfThisCheckout() throws IOException {
        checkOut("main");
        automatic(shop, Map.of()).fix();
        String before = name(shop);
        try (Stream<Path> files = Files.list(shop.resolve(".git"))) {
            Path record = files.filter(file -> file.getFileName().toString().startsWith("esb-env-"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(record, "../../etc\n");
        }

        assertThat(name(shop)).isEqualTo(before);
    }

    @Test
    void changesNothingInTheCheckoutUntilItIsFixed() throws IOException {
        checkOut("main");

        name(shop);

        assertThat(shop.resolve(".git")).isDirectoryNotContaining("glob:**esb-env*");
    }

    @ParameterizedTest
    @MethodSource("otherJobs")
    void isAnotherForEachJobOfCi(Map<String, String> one, Map<String, String> other) throws IOException {
        writeHead("5e3b0c9a1f5e3b0c9a1f5e3b0c9a1f5e3b0c9a1f");

        assertThat(automatic(shop, one).value())
                .isNotEqualTo(automatic(shop, other).value());
        assertThat(automatic(shop, one).value())
                .isEqualTo(automatic(shop, Map.copyOf(one)).value());
        assertThat(automatic(shop, one).value().value()).startsWith("feature-x-");
    }

    /** The legs of a matrix of GitHub share all but the runner; a job that is run again, all but the attempt. */
    static Stream<Object[]> otherJobs() {
        Map<String, String> github = Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_RUN_ID", "1",
                "GITHUB_JOB", "e2e",
                "GITHUB_RUN_ATTEMPT", "1",
                "RUNNER_NAME", "one",
                "GITHUB_HEAD_REF", "",
                "GITHUB_REF_NAME", "feature/x");
        Map<String, String> gitlab = Map.of(
                "GITLAB_CI",
                "true",
                "CI_JOB_ID",
                "1",
                "CI_RUNNER_ID",
                "1",
                "CI_CONCURRENT_ID",
                "0",
                "CI_COMMIT_REF_NAME",
                "feature/x");
        Map<String, String> jenkins = Map.of(
                "JENKINS_URL",
                "http://ci/",
                "BUILD_TAG",
                "jenkins-e2e-1",
                "NODE_NAME",
                "one",
                "EXECUTOR_NUMBER",
                "0",
                "BRANCH_NAME",
                "feature/x");
        return Stream.of(
                new Object[] {github, with(github, "RUNNER_NAME", "two")},
                new Object[] {github, with(github, "GITHUB_RUN_ATTEMPT", "2")},
                new Object[] {github, with(github, "GITHUB_JOB", "other")},
                new Object[] {gitlab, with(gitlab, "CI_JOB_ID", "2")},
                new Object[] {jenkins, with(jenkins, "BUILD_TAG", "jenkins-e2e-2")},
                new Object[] {jenkins, with(jenkins, "EXECUTOR_NUMBER", "1")});
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put(name, value);
        return changed;
    }

    private static String name(Path directory) {
        return automatic(directory, Map.of()).value().value();
    }

    private static AutomaticName automatic(Path directory, Map<String, String> environment) {
        return AutomaticName.in(directory, environment, "machine", "user");
    }

    private void checkOut(String branch) throws IOException {
        writeHead("ref: refs/heads/" + branch);
    }

    private void writeHead(String text) throws IOException {
        Files.createDirectories(shop.resolve(".git"));
        Files.writeString(shop.resolve(".git/HEAD"), text + "\n");
    }
}
