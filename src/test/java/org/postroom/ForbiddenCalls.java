package org.postroom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;

/** What no code may do, to see that the rules against it find it: one call each, and one rule for it. Never run. */
@SuppressWarnings("all")
final class ForbiddenCalls {
    private ForbiddenCalls() {}

    static byte[] charsetOfTheMachine() {
        return "text".getBytes();
    }

    static String charsetOfTheMachineBack() {
        return new String(new byte[0]);
    }

    static Charset itsName() {
        return Charset.defaultCharset();
    }

    static String languageOfTheMachine() {
        return "text".toLowerCase();
    }

    static String itsDigits() {
        return String.format("%d", 1);
    }

    static String itsDigitsOtherwise() {
        return "%d".formatted(1);
    }

    static Locale itself() {
        return Locale.getDefault();
    }

    static ZoneId zoneOfTheMachine() {
        return ZoneId.systemDefault();
    }

    static TimeZone itsOldForm() {
        return TimeZone.getDefault();
    }

    static Process program() throws IOException {
        return Runtime.getRuntime().exec(new String[] {"true"});
    }

    static Object objectOfOthers() throws Exception {
        return new ObjectInputStream(new ByteArrayInputStream(new byte[0])).readObject();
    }

    static Object entities() {
        return DocumentBuilderFactory.newInstance();
    }

    static Object unpacked() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(new byte[0]));
    }

    static int computable() {
        return new Random().nextInt();
    }

    static void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    static void end() {
        System.exit(0);
    }

    static Object fetched() throws IOException {
        return URI.create("https://example.org").toURL().openStream();
    }

    static Object lookedUp() throws IOException {
        return InetAddress.getByName("example.org");
    }

    static void reflection() throws Exception {
        String.class.getDeclaredField("value").setAccessible(true);
    }
}
