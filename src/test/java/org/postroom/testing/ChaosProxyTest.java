package org.postroom.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.testing.Fault.Direction;

/** The proxy does what it is told: before a server that repeats each line. */
class ChaosProxyTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** How long nothing has to come for silence. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private ChaosProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
        proxy = ChaosProxy.before(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> repeat(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void repeat(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = in.readLine();
            while (line != null) {
                heard.add(line);
                socket.getOutputStream().write(("> " + line + "\n").getBytes(US_ASCII));
                line = in.readLine();
            }
        } catch (IOException e) {
            // The client is gone
        }
    }

    @Test
    void passesEverythingOn() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.ask("one")).isEqualTo("> one");
            assertThat(client.ask("two")).isEqualTo("> two");
        }
        assertThat(proxy.passed(Direction.TO_SERVER)).isEqualTo(8);
        assertThat(proxy.passed(Direction.TO_CLIENT)).isEqualTo(12);
    }

    @Test
    void cutsAfterSoManyBytesOneConnectionOnly() throws IOException {
        proxy.once(Fault.cut().after(Direction.TO_CLIENT, 9));
        try (Client client = new Client()) {
            assertThat(client.ask("one")).isEqualTo("> one");
            assertThat(client.ask("two")).isEqualTo("> t");
            assertThat(client.line()).isEmpty();
        }
        try (Client client = new Client()) {
            assertThat(client.ask("three, four")).isEqualTo("> three, four");
        }
        assertThat(proxy.struck()).isEqualTo(1);
    }

    @Test
    void cutsBeforeACommandOrBeforeItsReply() throws IOException {
        proxy.once(Fault.cut().before("two"));
        try (Client client = new Client()) {
            client.ask("one");
            assertThat(client.ask("two")).isEmpty();
        }
        assertThat(heard).containsExactly("one");
        proxy.once(Fault.loseReply().at("three\n"));
        try (Client client = new Client()) {
            assertThat(client.ask("three")).isEmpty();
        }
        assertThat(heard).containsExactly("one", "three");
    }

    @Test
    void swallowsOneReplyAndGoesOn() throws IOException {
        proxy.once(Fault.swallowReply().at("one\n"));
        try (Client client = new Client()) {
            assertHearsNothing(client, "one");
            assertThat(client.ask("two")).isEqualTo("> two");
        }
    }

    @Test
    void resetsAndLeavesHalfOpen() throws IOException {
        proxy.once(Fault.reset().at("one"));
        try (Client client = new Client()) {
            assertThatThrownBy(() -> client.ask("one")).isInstanceOf(SocketException.class);
        }
        proxy.once(Fault.halfOpen().at("two"));
        try (Client client = new Client()) {
            assertHearsNothing(client, "two");
            assertHearsNothing(client, "three");
        }
        assertThat(heard).doesNotContain("three");
    }

    @Test
    void saysWhatNobodySaidAndPutsOtherWordsInTheirPlace() throws IOException {
        proxy.always(Fault.say("* BYE\n").after(Direction.TO_CLIENT, 0));
        try (Client client = new Client()) {
            assertThat(client.line()).isEqualTo("* BYE");
            assertThat(client.ask("one")).isEqualTo("> one");
        }
        proxy.always(Fault.replace("STARTTLS", "XXXXXXXX").after(Direction.TO_CLIENT, 0));
        try (Client client = new Client()) {
            assertThat(client.ask("can STARTTLS")).isEqualTo("> can XXXXXXXX");
        }
        proxy.calm();
        try (Client client = new Client()) {
            assertThat(client.ask("STARTTLS")).isEqualTo("> STARTTLS");
        }
    }

    @Test
    void slowsDown() throws IOException {
        proxy.always(Fault.throttle(100).after(Direction.TO_CLIENT, 0));
        try (Client client = new Client()) {
            assertThat(timeOf(client, "x".repeat(18))).isGreaterThan(Duration.ofMillis(150));
        }
        proxy.always(Fault.delay(Duration.ofMillis(200)).after(Direction.TO_CLIENT, 0));
        try (Client client = new Client()) {
            assertThat(timeOf(client, "x")).isGreaterThan(Duration.ofMillis(190));
        }
    }

    private static void assertHearsNothing(Client client, String line) throws IOException {
        client.patience(SILENCE);
        assertThatThrownBy(() -> client.ask(line)).isInstanceOf(SocketTimeoutException.class);
        client.patience(PATIENCE);
    }

    private static Duration timeOf(Client client, String line) throws IOException {
        long before = System.nanoTime();
        assertThat(client.ask(line)).isEqualTo("> " + line);
        return Duration.ofNanos(System.nanoTime() - before);
    }

    /** Says lines through the proxy and waits for their echo; an empty one is the end. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());

        Client() throws IOException {
            patience(PATIENCE);
        }

        void patience(Duration patience) throws IOException {
            socket.setSoTimeout((int) patience.toMillis());
        }

        String ask(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(US_ASCII));
            return line();
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                next = socket.getInputStream().read();
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
