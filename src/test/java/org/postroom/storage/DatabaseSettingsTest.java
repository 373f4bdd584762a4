package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Secret;

class DatabaseSettingsTest {
    @Test
    void meanAFileInTheDataDirectoryByDefault() {
        DatabaseSettings settings = DatabaseSettings.embedded(Path.of("/var/lib/postroom"));
        assertThat(settings.url()).isEqualTo("jdbc:sqlite:/var/lib/postroom/postroom.db");
        assertThat(settings.dialect()).isEqualTo(Dialect.SQLITE);
        assertThat(settings.sqliteFile()).isEqualTo(Path.of("/var/lib/postroom/postroom.db"));
    }

    @ParameterizedTest
    @CsvSource({
        "mariadb://db.example.org/postroom, jdbc:mariadb://db.example.org/postroom",
        "jdbc:mariadb://db.example.org/postroom, jdbc:mariadb://db.example.org/postroom",
        "'mariadb:sequential://a.example.org:3306,b.example.org/x', 'jdbc:mariadb:sequential://a.example.org:3306,b.example.org/x'",
        "sqlite:/srv/postroom.db, jdbc:sqlite:/srv/postroom.db"
    })
    void takeTheUrlWithOrWithoutJdbc(String given, String url) {
        assertThat(settings(given).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postgresql://db.example.org/x",
                "jdbc:mysql://db.example.org/x",
                "mariadb:x",
                "mariadb:random://x/y",
                "postroom.db"
            })
    void refuseOtherUrlsAndSayWhatIsAllowed(String url) {
        assertThatThrownBy(() -> settings(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:mariadb://host:3306/postroom")
                .hasMessageContaining("jdbc:sqlite:/path/to/postroom.db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mariadb://db.example.org/postroom?user=u&password=canary",
                "mariadb://u:canary@db.example.org/postroom"
            })
    void showNoPassword(String url) {
        DatabaseSettings settings = settings(url);
        assertThat(settings.shownUrl()).isEqualTo("jdbc:mariadb://db.example.org/postroom");
        assertThat(settings.toString()).doesNotContain("canary").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "mariadb://localhost/x, jdbc:mariadb://localhost/x?sslMode=disable",
        "mariadb://127.0.0.1:3306/x?a=b, jdbc:mariadb://127.0.0.1:3306/x?a=b&sslMode=disable",
        "mariadb://[::1]:3306/x, jdbc:mariadb://[::1]:3306/x?sslMode=disable",
        "mariadb://localhost/x?sslMode=verify-full, jdbc:mariadb://localhost/x?sslMode=verify-full",
        "mariadb://localhost.example.org/x, jdbc:mariadb://localhost.example.org/x",
        "'mariadb:sequential://127.0.0.1:1,127.0.0.1:2/x', 'jdbc:mariadb:sequential://127.0.0.1:1,127.0.0.1:2/x?sslMode=disable'",
        "'mariadb:sequential://127.0.0.1:1,db.example.org/x', 'jdbc:mariadb:sequential://127.0.0.1:1,db.example.org/x'",
        "mariadb://db.example.org/x, jdbc:mariadb://db.example.org/x"
    })
    void askForTlsWhereThereIsANetwork(String given, String driverUrl) {
        assertThat(settings(given).driverUrl()).isEqualTo(driverUrl);
    }

    private static DatabaseSettings settings(String url) {
        return new DatabaseSettings(url, "postroom", Secret.of("secret"));
    }
}
