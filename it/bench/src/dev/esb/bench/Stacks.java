package dev.esb.bench;

/** The stacks that are measured. */
final class Stacks {
    /** Answers on port 8080, and ends when it is asked to. */
    private static final String LISTEN = """
            perl, -MIO::Socket::INET, -e, '$$SIG{TERM} = sub { exit 0 };
                  my $$all = IO::Socket::INET->new(Listen => 16, ReuseAddr => 1, LocalPort => 8080) or die $$!;
                  while (1) { my $$one = $$all->accept or next; print $$one "hello\\n" }'""";

    private static final String WAIT = "perl, -e, '$$SIG{TERM} = sub { exit 0 }; sleep 1 while 1'";
    private static final String STUBBORN = "perl, -e, '$$SIG{TERM} = \"IGNORE\"; sleep 1 while 1'";

    private Stacks() {}

    /** Two services and two networks. */
    static String twoNetworks(int port) {
        return """
                services:
                  web:
                    image: %1$s
                    container_name: bench-web
                    command: [%2$s]
                    ports: ["%4$d:8080"]
                    depends_on: [db]
                    networks: [front, back]
                  db:
                    image: %1$s
                    command: [%3$s]
                    networks: [back]
                networks:
                  front: {}
                  back: {}
                """.formatted(Workspace.IMAGE, LISTEN, WAIT, port);
    }

    /** The same, in the way in which plain Compose can run it several times: without a name, on a port of the engine's choice. */
    static String twoNetworksPlain() {
        return twoNetworks(0)
                .replace("    container_name: bench-web\n", "")
                .replace("\"0:8080\"", "\"127.0.0.1::8080\"");
    }

    /** Three services, one after another, whose processes do not end when they are asked to. */
    static String stubborn() {
        return """
                services:
                  web:
                    image: %1$s
                    command: [%2$s]
                    depends_on: [app]
                  app:
                    image: %1$s
                    command: [%2$s]
                    depends_on: [db]
                  db:
                    image: %1$s
                    command: [%2$s]
                """.formatted(Workspace.IMAGE, STUBBORN);
    }

    /** Many services with a bit of everything that has to be isolated. */
    static String large(int services) {
        StringBuilder text = new StringBuilder("services:\n");
        for (int i = 0; i < services; i++) {
            text.append("""
                      service%1$d:
                        image: bench/service%1$d:1
                        %2$s
                        container_name: bench-service%1$d
                        hostname: service%1$d
                        command: [serve, --peer, "http://bench-service%3$d:8080", --advertise, "localhost:%4$d"]
                        environment:
                          PEER: http://bench-service%3$d:8080
                          DATABASE: postgres://app:secret@172.30.0.%5$d:5432/app
                          PUBLIC: http://localhost:%4$d
                          LEVEL: ${BENCH_LEVEL:-info}
                        ports: ["${BENCH_PORT_%1$d:-%4$d}:8080", "127.0.0.1:%6$d:9090/udp"]
                        volumes: ["data%7$d:/data", "./compose.yml:/etc/service.yml:ro", "./run/service%1$d:/run/service", "/etc/localtime:/etc/localtime:ro"]
                        depends_on: %8$s
                        healthcheck: {test: [CMD, curl, -f, "http://localhost:8080/health"], interval: 5s, retries: 10}
                        labels: {traefik.http.routers.service%1$d.rule: "Host(`service%1$d`)"}
                        networks:
                          back: {ipv4_address: 172.30.0.%5$d}
                          front%7$d: {}
                    """.formatted(
                            i,
                            i % 4 == 0 ? "build: ." : "init: true",
                            (i + 1) % services,
                            8000 + i,
                            10 + i,
                            9000 + i,
                            i % 4,
                            i == 0 ? "[]" : "[service%d]".formatted(i - 1)));
        }
        text.append("networks:\n  back: {name: bench-back, ipam: {config: [{subnet: 172.30.0.0/24}]}}\n");
        for (int i = 0; i < 4; i++) {
            text.append("  front%d: {}\n".formatted(i));
        }
        text.append("volumes:\n");
        for (int i = 0; i < 4; i++) {
            text.append("  data%d: {name: bench-data%d}\n".formatted(i, i));
        }
        return text.toString();
    }
}
