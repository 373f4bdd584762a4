package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "2m,PT2M", "168h,PT168H", "5d,PT120H", "2 m,PT2M"})
    void readsTimesWithTheirUnit(String written, Duration time) {
        assertThat(UnitTypes.duration(written)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "m", "-2m", "2M", "2min", "1.5h", "1h30m", "99999999999999999999s", "999999999999d"})
    void takesNoTimeWithoutOrWithAnotherUnit(String written) {
        assertThat(UnitTypes.duration(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100B,100", "25MB,25000000", "256KiB,262144", "1 GiB,1073741824", "2kb,2000", "0B,0"})
    void readsSizesInThousandsOr1024s(String written, long bytes) {
        assertThat(UnitTypes.size(written)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25", "MB", "25 megabytes", "-1MB", "1.5MB", "999999999999GB"})
    void takesNoSizeWithoutUnitOrBeyondCounting(String written) {
        assertThat(UnitTypes.size(written)).isEmpty();
    }

    @Test
    void limitsAreThemselvesAllowed() {
        ValueType<Duration> type = UnitTypes.duration("1s", "1h");
        assertThat(type.read("1s")).isPresent();
        assertThat(type.read("1h")).isPresent();
        assertThat(type.read("999ms")).isEmpty();
        assertThat(type.read("61m")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.com", "localhost", "127.0.0.1", "::1", "[2001:db8::1]", "mx_1.example.com."})
    void takesHostsByNameAndAddress(String written) {
        assertThat(Types.HOST.read(written)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mail.example.com:993", "https://mail.example.com", "mail example", "-x", "a/b"})
    void takesNoHostWithPortOrScheme(String written) {
        assertThat(Types.HOST.read(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb://db.example.com:3306/postroom",
                "mariadb://db.example.com/postroom?useCompression=true",
                "jdbc:sqlite:/var/lib/postroom.db"
            })
    void takesDatabasesOfTwoKinds(String written) {
        assertThat(Types.DATABASE_URL.read(written)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com/postroom",
                "jdbc:mariadb://me:secret@db.example.com/postroom",
                "jdbc:mariadb://db.example.com/postroom?user=me&password=secret",
                "jdbc:mariadb://db.example.com"
            })
    void takesNoOtherDatabaseAndNoPasswordInTheUrl(String written) {
        assertThat(Types.DATABASE_URL.read(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"adress,address", "mailbox.import-intervall,mailbox.import-interval", "ADDRESS,address", "nmae,name"})
    void guessesWhatWasMeant(String written, String meant) {
        assertThat(Nearest.to(written, List.of("name", "address", "mailbox.import-interval", "mailbox.idle")))
                .contains(meant);
    }

    @Test
    void guessesNothingWhenNothingIsNear() {
        assertThat(Nearest.to("telephone", List.of("name", "address"))).isEmpty();
        assertThat(Nearest.to("a", List.of("of", "on"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abc,abc,0", "abc,acb,1", "abc,ab,1", "abc,abcd,1", "abc,xbc,1", "'',abc,3", "kitten,sitting,3"})
    void countsLettersMistyped(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }
}
