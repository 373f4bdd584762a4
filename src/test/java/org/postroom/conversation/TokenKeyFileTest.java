package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyFileTest {
    @TempDir
    private Path directory;

    @Test
    void makesAKeyAtFirstStartThatOnlyItsOwnerReads() throws IOException {
        TokenKeys made = file().loadOrCreate();
        Path path = directory.resolve("reply-token.keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(file().loadOrCreate()).isEqualTo(made);
        assertThat(made.toString()).contains("***");
        assertThat(directory).isDirectoryNotContaining(found -> !found.equals(path));
    }

    @Test
    void rotationKeepsOldKeysAndSignsWithTheNewOne() throws IOException {
        TokenKeys first = file().loadOrCreate();
        TokenKeys second = file().rotate();
        assertThat(second.current()).isEqualTo(1);
        assertThat(second.keys()).containsAllEntriesOf(first.keys()).hasSize(2);
        assertThat(file().loadOrCreate()).isEqualTo(second);
    }

    @Test
    void theOldestKeyGoesWhenIdsRunOut() throws IOException {
        TokenKeys first = file().loadOrCreate();
        TokenKeys last = first;
        for (int i = 0; i < 32; i++) {
            last = file().rotate();
        }
        assertThat(last.current()).isZero();
        assertThat(last.keys()).hasSize(32);
        assertThat(last.keys().get(0)).isNotEqualTo(first.keys().get(0));
        assertThat(file().loadOrCreate()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 short",
                "32 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "0 !!!!"
            })
    void namesTheLineItDoesNotUnderstand(String line) throws IOException {
        Files.writeString(directory.resolve("reply-token.keys"), "# keys\n" + line + "\n");
        assertThatThrownBy(() -> file().loadOrCreate())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reply-token.keys, line 2")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void anEmptyFileIsAFaultAndNotANewBeginning() throws IOException {
        Files.writeString(directory.resolve("reply-token.keys"), "");
        assertThatThrownBy(() -> file().loadOrCreate()).hasMessageContaining("holds no key");
    }

    private TokenKeyFile file() {
        return new TokenKeyFile(directory, new SecureRandom());
    }
}
