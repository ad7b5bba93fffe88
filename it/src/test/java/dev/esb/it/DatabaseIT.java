package dev.esb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.junit.Environment;
import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbPort;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DatabaseIT {
    @EsbEnvironment
    private Environment environment;

    @EsbPort(service = "database", port = 5432)
    private int port;

    @Test
    void knowsTheFunctionThatProvisionPushed() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet function = statement.executeQuery("SELECT digest FROM function WHERE name = 'echo'")) {

            assertThat(function.next()).isTrue();
            assertThat(function.getString("digest")).startsWith("sha256:");
        }
    }

    @Test
    void keepsWhatIsWritten() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE invoice (id integer PRIMARY KEY, total numeric)");
            statement.execute("INSERT INTO invoice VALUES (1, 12.50), (2, 30)");
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery("SELECT sum(total) FROM invoice")) {

            assertThat(sum.next()).isTrue();
            assertThat(sum.getBigDecimal(1)).isEqualByComparingTo("42.50");
        }
    }

    private Connection connect() throws SQLException {
        String url = "jdbc:postgresql://%s:%d/esb".formatted(environment.host(), port);
        return DriverManager.getConnection(url, "esb", "esb");
    }
}
