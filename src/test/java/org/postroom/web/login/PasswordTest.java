package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Secret;

class PasswordTest {
    @Test
    void hasTenToTwoHundredCharactersWhateverTheirBytes() {
        assertThat(fit("\ud83d\udd11".repeat(10))).isTrue();
        assertThat(fit("\ud83d\udd11".repeat(200))).isTrue();
        assertThat(sentence("123456789")).isEqualTo("A password has at least 10 characters; this has 9.");
        assertThat(sentence("\ud83d\udd11".repeat(201)))
                .isEqualTo("A password has at most 200 characters; this has 201.");
    }

    @Test
    void isTheSameWhateverKeyboardItWasTypedOn() {
        assertThat(offered("Mu\u0308ller\u00a0\u00e9t\u00e9 1")).isEqualTo(offered("M\u00fcller e\u0301te\u0301 1"));
    }

    /** NFKC would make them one: fewer passwords to guess. */
    @Test
    void keepsDifferentCharactersApart() {
        assertThat(offered("\ufb01nd the key \u2460")).isNotEqualTo(offered("find the key 1"));
        assertThat(offered("Find the key")).isNotEqualTo(offered("find the key"));
        assertThat(offered("find the key ")).isNotEqualTo(offered("find the key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tabs\tin a password", "lines\nin a password", "nothing\u0000in a password"})
    void hasNoControlCharacters(String text) {
        assertThat(sentence(text)).contains("control characters");
    }

    @Test
    void isNeverTheSameAsALongerOneThatWasCut() {
        String longest = "x".repeat(Password.LONGEST);

        assertThat(offered(longest + "y").bytes()).hasSize(Password.LONGEST + 1);
        assertThat(offered(longest + "y")).isNotEqualTo(offered(longest));
        assertThat(offered("x".repeat(1_000_000)).bytes()).hasSize(Password.LONGEST + 1);
    }

    /** Each letter typed as four: the most that one composed character falls into. */
    @Test
    void isWholeHoweverManyLettersItIsTypedAs() {
        assertThat(offered("\u03b1\u0313\u0300\u0345".repeat(200))).isEqualTo(offered("\u1f82".repeat(200)));
    }

    @Test
    void showsItselfNowhere() {
        assertThat(offered("correct horse battery").toString()).doesNotContain("horse");
        assertThat(sentence("hunter2")).doesNotContain("hunter2");
        assertThat(new PasswordHash("$argon2id$v=19$…").toString()).isEqualTo("***");
        assertThat(AccountName.of("correct horse battery").toString()).doesNotContain("horse");
    }

    private static Password offered(String text) {
        return Password.offered(Secret.of(text));
    }

    private static boolean fit(String text) {
        return Password.chosen(Secret.of(text)) instanceof Password.Choice.Fit;
    }

    private static String sentence(String text) {
        return ((Password.Choice.Unfit) Password.chosen(Secret.of(text))).sentence();
    }
}
