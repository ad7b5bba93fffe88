package dev.esb.bench;

import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.ByteSize;
import dev.esb.snapshot.Snapshot;
import dev.esb.snapshot.Snapshots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reference stack with a database that takes long to fill: with a snapshot, without, and with plain Compose; back to it; and taken over as it is. */
final class FilledStack {
    private static final String PLUGIN = "dev.esb:esb-maven-plugin:0.1.0-SNAPSHOT:";
    private static final Pattern TIME = Pattern.compile("(?:is up|ready again) after ([0-9.]+) s");
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final int ENVIRONMENTS = 10;
    private static final Snapshots SNAPSHOTS = new Snapshots(Workspace.DOCKER, Clock.systemUTC());

    /** About 800 MB with the registry, and some computing as migrations have it: 15 seconds or more. */
    private static final String FILL = """
            #!/bin/sh
            exec docker exec -i "$ESB_PROJECT-database-1" sh -c 'exec psql -qX -v ON_ERROR_STOP=1 -U "$DATABASE_USER" -d "$DATABASE_NAME"' <<'SQL'
            CREATE TABLE filled AS SELECT n, md5(n::text) AS first, md5((n + 1)::text) AS second FROM generate_series(1, 2200000) AS n;
            CREATE INDEX ON filled (first);
            SELECT count(*) FROM generate_series(1, 20000000) AS n WHERE md5(n::text) LIKE 'ffff%';
            VACUUM (FREEZE, ANALYZE) filled;
            SQL
            """;

    private static final String FILE = """
            #!/bin/sh
            exec docker exec "$ESB_PROJECT-database-1" dd if=/dev/urandom of=/data/file bs=1M count=480
            """;

    private static final String THREE = """
            services:
              database:
                image: %s
                init: true
                command: sleep infinity
                volumes: ["data:/data"]
                healthcheck: {test: ["CMD", "true"], interval: 10s, start_period: 10s, start_interval: 250ms}
              service:
                image: %s
                init: true
                command: sleep infinity
                depends_on: {database: {condition: service_healthy}}
              web:
                image: %s
                init: true
                command: sleep infinity
                depends_on: [service]
            volumes:
              data:
            """;

    private final int rounds;
    private final List<String> names = new ArrayList<>();
    private final Path directory;
    private final Shell shell;

    FilledStack(int rounds) throws Exception {
        this.rounds = rounds;
        this.directory =
                Files.createDirectories(Workspace.TARGET.resolve("stacks").resolve(Workspace.name("filled")));
        Path script = Files.writeString(directory.resolve("fill"), FILL);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        this.shell = Shell.in(directory);
    }

    void run() throws Exception {
        Table table = new Table("", "seconds", "beside plain Compose");
        try {
            // The images are built once for all.
            up("build", List.of());
            down("build");
            List<Long> plain = new ArrayList<>();
            List<Long> without = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                without.add(up("without-" + round, List.of("-Desb.provision=./fill")));
                if (round == 0) {
                    plain.add(plain("without-0"));
                }
                down("without-" + round);
            }
            long made = up("first", snapshot());
            List<Long> from = new ArrayList<>();
            List<Long> resets = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                String suffix = "from-" + round;
                from.add(up(suffix, snapshot()));
                write(suffix);
                resets.add(goal("reset", suffix, List.of()));
                down(suffix);
            }
            String plainText = Numbers.seconds(Numbers.median(plain));
            table.row("up, filled by its script", Numbers.seconds(Numbers.median(without)), plainText);
            table.row("up that makes the snapshot", Numbers.seconds(made), plainText);
            table.row("up from the snapshot", Numbers.seconds(Numbers.median(from)), plainText);
            table.row("reset, to ready again", Numbers.seconds(Numbers.median(resets)), plainText);
            warm(table);
            table.print("The reference stack with a database of %s; median of %d".formatted(size(), rounds));
            disk();
        } finally {
            for (String name : List.copyOf(names)) {
                shell.run(mvn("down", name, List.of()));
            }
            removeSnapshots();
        }
    }

    private static List<String> snapshot() {
        return List.of("-Desb.provision=./fill", "-Desb.snapshot=true");
    }

    private long up(String suffix, List<String> options) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.add("-Desb.files=" + ROOT.resolve("compose/docker-compose.yml"));
        return goal("up", suffix, all);
    }

    /** From the start of the goal, as it says itself. */
    private long goal(String goal, String suffix, List<String> options) throws Exception {
        String name = Workspace.name(suffix);
        if (!names.contains(name)) {
            names.add(name);
        }
        shell.run("sync");
        String output = shell.run(mvn(goal, name, options)).requireSuccess().output();
        Matcher time = TIME.matcher(output);
        if (!time.find()) {
            throw new IllegalStateException("no time in: " + output);
        }
        return Math.round(Double.parseDouble(time.group(1)) * 1000);
    }

    private void down(String suffix) throws Exception {
        String name = Workspace.name(suffix);
        shell.run(mvn("down", name, List.of())).requireSuccess();
        names.remove(name);
    }

    /** With certificates of an environment, since the file itself makes none. */
    private long plain(String suffix) throws Exception {
        String project = Workspace.PREFIX + "plain";
        Path certificates = Workspace.HOME.resolve(Workspace.name(suffix)).resolve("certs");
        Shell plain = new Shell(
                directory,
                Map.of(
                        "ESB_CERT_DIR", certificates.toString(),
                        "ESB_PROJECT", project,
                        "ESB_PORT_GATEWAY_HTTPS", "18443",
                        "ESB_PORT_REGISTRY", "15010",
                        "ESB_PORT_AGENT_GRPC", "15051",
                        "ESB_PORT_DATABASE", "15432",
                        "ESB_SUBNET_ESB_NET", "10.99.1.0/24",
                        "ESB_SUBNET_RUNTIME_NET", "10.99.2.0/24"));
        List<String> compose = List.of(
                "docker",
                "compose",
                "-p",
                project,
                "-f",
                ROOT.resolve("compose/docker-compose.yml").toString());
        try {
            List<String> build = new ArrayList<>(compose);
            build.add("build");
            plain.run(build).requireSuccess();
            List<String> up = new ArrayList<>(compose);
            up.addAll(List.of("up", "--detach", "--wait"));
            return plain.run(up).requireSuccess().millis()
                    + plain.run("./fill").requireSuccess().millis();
        } finally {
            List<String> down = new ArrayList<>(compose);
            down.addAll(List.of("down", "--volumes", "--rmi", "local", "--timeout", "2"));
            plain.run(down);
        }
    }

    private void write(String suffix) throws Exception {
        shell.run(
                        "docker",
                        "exec",
                        Workspace.project(Workspace.name(suffix)) + "-database-1",
                        "sh",
                        "-c",
                        "psql -qX -U \"$DATABASE_USER\" -d \"$DATABASE_NAME\" -c 'DELETE FROM filled WHERE n < 100000'")
                .requireSuccess();
    }

    private void warm(Table table) throws Exception {
        Path stack = Files.createDirectories(directory.resolve("three"));
        Files.writeString(
                stack.resolve("compose.yml"), THREE.formatted(Workspace.IMAGE, Workspace.IMAGE, Workspace.IMAGE));
        List<String> options = List.of("-Desb.files=" + stack.resolve("compose.yml"), "-Desb.reuse=true");
        List<Long> own = new ArrayList<>();
        List<Long> plain = new ArrayList<>();
        String project = Workspace.PREFIX + "plain";
        Shell compose = Shell.in(stack);
        goal("up", "warm", options);
        String before = containers("warm");
        try {
            for (int round = 0; round <= rounds; round++) {
                long time = goal("up", "warm", options);
                long other = compose.run("docker", "compose", "-p", project, "up", "--detach", "--wait")
                        .requireSuccess()
                        .millis();
                if (round > 0) {
                    own.add(time);
                    plain.add(other);
                }
            }
            if (!containers("warm").equals(before)) {
                throw new IllegalStateException("containers were touched");
            }
        } finally {
            compose.run("docker", "compose", "-p", project, "down", "--volumes", "--timeout", "0");
        }
        down("warm");
        table.row(
                "up of an unchanged warm environment, three services",
                Numbers.seconds(Numbers.median(own)),
                Numbers.seconds(Numbers.median(plain)));
    }

    private String containers(String suffix) throws Exception {
        return shell.run(
                        "docker",
                        "ps",
                        "--filter",
                        "label=com.docker.compose.project=" + Workspace.project(Workspace.name(suffix)),
                        "--format",
                        "{{.ID}} {{.CreatedAt}}")
                .output();
    }

    private void disk() throws Exception {
        Table table = new Table("", "snapshot", "beside it", "of ten copies");
        Path stack = directory.resolve("three/compose.yml");
        Path script = Files.writeString(directory.resolve("file"), FILE);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        disk(
                table,
                "three services of which none writes",
                "file",
                List.of("-Desb.provision=./file", "-Desb.snapshot=true", "-Desb.files=" + stack));
        List<String> reference = new ArrayList<>(snapshot());
        reference.add("-Desb.files=" + ROOT.resolve("compose/docker-compose.yml"));
        disk(table, "the reference stack, whose PostgreSQL starts", "filled", reference);
        table.print("Disk of ten environments from one snapshot");
    }

    private void disk(Table table, String title, String suffix, List<String> options) throws Exception {
        for (int number = 0; number < ENVIRONMENTS; number++) {
            goal("up", "disk-" + suffix + "-" + number, options);
        }
        Map<String, String> sizes = Workspace.DOCKER.run(new VolumeCommand.Sizes());
        String first = Workspace.project(Workspace.name("disk-" + suffix + "-"));
        String used = Workspace.DOCKER
                .run(new ListLabelled(Kind.VOLUME, "dev.esb.snapshot.of", List.of("dev.esb.snapshot.of")))
                .stream()
                .filter(volume -> volume.name().startsWith(first))
                .map(volume -> volume.labels().get("dev.esb.snapshot.of"))
                .findFirst()
                .orElseThrow();
        long own = 0;
        long snapshot = 0;
        for (Map.Entry<String, String> volume : sizes.entrySet()) {
            long bytes =
                    ByteSize.ofEngine(volume.getValue()).map(ByteSize::bytes).orElse(0L);
            if (volume.getKey().startsWith(first) && volume.getKey().matches(".*\\.(upper|work)")) {
                own += bytes;
            } else if (volume.getKey().startsWith("esb-snapshot-" + used)) {
                snapshot += bytes;
            }
        }
        table.row(
                title,
                new ByteSize(snapshot).toString(),
                new ByteSize(own).toString(),
                "%.2f %%".formatted(own * 100.0 / (ENVIRONMENTS * snapshot)));
        for (int number = 0; number < ENVIRONMENTS; number++) {
            down("disk-" + suffix + "-" + number);
        }
    }

    /** Of the only snapshot that there is by then. */
    private String size() throws Exception {
        Map<String, String> sizes = Workspace.DOCKER.run(new VolumeCommand.Sizes());
        long bytes = 0;
        for (String volume : snapshots()) {
            bytes += ByteSize.ofEngine(sizes.get(volume)).map(ByteSize::bytes).orElse(0L);
        }
        return new ByteSize(bytes).toString();
    }

    private List<Snapshot> all() {
        return SNAPSHOTS.all().stream()
                .filter(snapshot -> snapshot.stack().equals(String.valueOf(directory.getFileName())))
                .toList();
    }

    private List<String> snapshots() {
        List<String> volumes = new ArrayList<>();
        for (Snapshot snapshot : all()) {
            Workspace.DOCKER
                    .run(new ListLabelled(Kind.VOLUME, "dev.esb.snapshot=" + snapshot.id(), List.of()))
                    .forEach(volume -> volumes.add(volume.name()));
        }
        return volumes;
    }

    private void removeSnapshots() {
        all().forEach(SNAPSHOTS::remove);
    }

    private static List<String> mvn(String goal, String name, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(PLUGIN + goal, "-Desb.env=" + name));
        arguments.addAll(options);
        return Workspace.mvn(arguments.toArray(String[]::new));
    }
}
