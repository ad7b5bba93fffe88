package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    private static final String REST = " 1 1 1 0 -1 4194304 100 0 0 0 1 1 0 0 20 0 20 0 4711 100 100";

    @TempDir
    private Path proc;

    @Test
    void hasTheStartOfAProcessWhateverItsName() throws IOException {
        stat("7", "7 (a) b) (c) S" + REST);

        assertThat(ProcessTable.ofProc(proc, 7)).contains(4711L);
    }

    @Test
    void hasNoProcessThatHasEndedAndIsNotCollected() throws IOException {
        stat("7", "7 (java) Z" + REST);

        assertThat(ProcessTable.ofProc(proc, 7)).isEmpty();
    }

    @Test
    void hasNoProcessThatIsNotThere() {
        assertThat(ProcessTable.ofProc(proc, 7)).isEmpty();
    }

    @Test
    void ofTheSystemHasThisProcess() {
        assertThat(ProcessTable.SYSTEM.start(ProcessHandle.current().pid())).isPresent();
    }

    private void stat(String pid, String text) throws IOException {
        Files.createDirectories(proc.resolve(pid));
        Files.writeString(proc.resolve(pid).resolve("stat"), text);
    }
}
