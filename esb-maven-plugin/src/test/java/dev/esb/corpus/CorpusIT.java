package dev.esb.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.isolation.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Isolates every stack of a folder for two environments, as if both were live, and sees that they share nothing but what the
 * findings declare. A stack is a directory with a {@code compose.yml}; the system property {@code esb.corpus} names the folder. Another,
 * {@code esb.corpus.part=2/3}, has only the second of three parts of it isolated.
 */
class CorpusIT {
    private static final Path OUTPUT = Path.of(System.getProperty("esb.corpus.output"));
    private static final List<IsolatedTwice> RESULTS = Collections.synchronizedList(new ArrayList<>());
    private static int stacks;

    @TestFactory
    Stream<DynamicTest> twoEnvironmentsShareOnlyWhatTheFindingsDeclare() throws IOException {
        if (!StackFolder.isThere()) {
            return SkippedTest.because(StackFolder.absence());
        }
        List<Path> directories = part(StackFolder.stacks());
        stacks = directories.size();
        return directories.stream()
                .map(directory ->
                        DynamicTest.dynamicTest(directory.getFileName().toString(), () -> check(directory)));
    }

    /** All over the list, so that every part has stacks of every kind. */
    private static List<Path> part(List<Path> directories) {
        String[] part = System.getProperty("esb.corpus.part", "1/1").split("/");
        int number = Integer.parseInt(part[0]);
        int count = Integer.parseInt(part[1]);
        return IntStream.range(0, directories.size())
                .filter(i -> i % count == number - 1)
                .mapToObj(directories::get)
                .toList();
    }

    private static void check(Path directory) throws IOException {
        IsolatedTwice stack = IsolatedTwice.of(directory, OUTPUT.resolve(directory.getFileName()));

        assertThat(stack.undeclaredCommonResources())
                .as("shared without a finding")
                .isEmpty();
        assertThat(stack.lostSettings()).as("lost on the way").isEmpty();
        assertThat(stack.changedInside()).as("changed inside containers").isEmpty();
        stack.requireValid();
        RESULTS.add(stack);
    }

    @AfterAll
    static void report() {
        if (stacks > 0) {
            RESULTS.stream()
                    .filter(stack -> stack.has(Severity.BLOCKING))
                    .forEach(stack -> System.out.println("blocking: " + stack.describe(Severity.BLOCKING)));
            System.out.printf(
                    "corpus: %s of %s isolated, %s with shared resources%s, %s blocking%n",
                    RESULTS.size(),
                    stacks,
                    count(Severity.SHARED),
                    SharedReasons.of(
                            RESULTS.stream().map(IsolatedTwice::findings).toList()),
                    count(Severity.BLOCKING));
        }
    }

    private static long count(Severity severity) {
        return RESULTS.stream().filter(stack -> stack.has(severity)).count();
    }
}
