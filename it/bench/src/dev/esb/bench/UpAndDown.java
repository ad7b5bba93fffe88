package dev.esb.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A stack of three services whose processes ignore SIGTERM, up and down again, by us and by Compose. */
final class UpAndDown {
    private static final int ROUNDS = 3;
    private static final String PLUGIN = "dev.esb:esb-maven-plugin:0.1.0-SNAPSHOT:";

    private final List<Long> up = new ArrayList<>();
    private final List<Long> down = new ArrayList<>();
    private final Table table = new Table("", "up", "down", "both");

    void run() throws Exception {
        Path stack = Workspace.stack("stubborn", Stacks.stubborn());
        compose(stack);
        try (Workers worker = new Workers(1, stack, Map.of())) {
            for (int i = 0; i < ROUNDS; i++) {
                String name = Workspace.name("within-" + i);
                up.add(worker.one("up", name).millis());
                down.add(worker.one("down", name).millis());
            }
        }
        row("goals esb:up and esb:down in a Maven that runs already");
        maven(stack);
        table.print("Three services that ignore SIGTERM; median seconds of %d".formatted(ROUNDS));
    }

    private void compose(Path stack) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String project = Workspace.project(Workspace.name("compose-" + i));
            try {
                up.add(Raw.composeUp(stack, project, "--wait").requireSuccess().millis());
            } finally {
                down.add(Raw.composeDown(stack, project).millis());
            }
        }
        row("docker compose up --wait, docker compose down");
    }

    private void maven(Path stack) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String env = "-Desb.env=" + Workspace.name("maven-" + i);
            try {
                up.add(Shell.in(stack)
                        .run(Workspace.mvn(PLUGIN + "up", env))
                        .requireSuccess()
                        .millis());
            } finally {
                down.add(
                        Shell.in(stack).run(Workspace.mvn(PLUGIN + "down", env)).millis());
            }
        }
        row("mvn esb:up, mvn esb:down, with the start of Maven");
    }

    private void row(String title) {
        List<Long> both = new ArrayList<>();
        for (int i = 0; i < up.size(); i++) {
            both.add(up.get(i) + down.get(i));
        }
        table.row(
                title,
                Numbers.seconds(Numbers.median(up)),
                Numbers.seconds(Numbers.median(down)),
                Numbers.seconds(Numbers.median(both)));
        up.clear();
        down.clear();
    }
}
