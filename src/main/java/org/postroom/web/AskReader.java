package org.postroom.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.postroom.mail.Bytes;

/** Reads requests whole, within limits. */
final class AskReader {
    private static final int MOST_FIELDS = 200;
    private static final int MOST_PARTS = 120;
    private static final int LONGEST_FORM = 4 * 1024 * 1024;
    private static final int LONGEST_SHORT_FORM = 16 * 1024;
    private static final int LONGEST_GUESTS_FORM = 1024 * 1024;
    private static final int IN_MEMORY = 16 * 1024;
    private static final int LONGEST_PART_HEADER = 8 * 1024;

    private final Proxies proxies;
    private final long largestUpload;
    private final Path temporary;
    private final LargeForms large;

    /**
     * @param largestUpload bytes of all files of a form
     * @param temporary where larger files lie while a form is read
     */
    AskReader(Proxies proxies, long largestUpload, Path temporary, LargeForms large) {
        this.proxies = proxies;
        this.largestUpload = largestUpload;
        this.temporary = temporary;
        this.large = large;
    }

    /**
     * Lets a form begin; to be closed once it is answered.
     *
     * @throws RuntimeException that is an HttpException, with 503 when there are too many
     */
    LargeForms.Stay begin(Request request, Permission permission, Ask head) {
        return permission instanceof Permission.ViewLink
                ? large.ofGuest(head.client().address(), request.getLength())
                : large.ofAgent();
    }

    /**
     * The request without its body.
     *
     * @throws RuntimeException that is an HttpException, when it cannot be understood
     */
    Ask head(Request request, Method method) {
        Map<String, String> headers = headers(request);
        String sent = request.getHttpURI().getPathQuery();
        return new Ask(
                method,
                new Ask.Target(
                        Request.getPathInContext(request),
                        valuesOf(Request.extractQueryParameters(request)),
                        sent == null ? "/" : sent),
                Ask.Form.NONE,
                headers,
                cookies(request),
                proxies.clientOf(request, headers));
    }

    /**
     * The request with its form.
     *
     * @throws RuntimeException that is an HttpException, with 413 when it is larger than allowed, with 400 when it cannot be
     *     understood, with 503 when there is no room for it
     */
    Ask whole(Request request, Permission permission, LargeForms.Stay stay, Ask head) throws IOException {
        int longest = permission instanceof Permission.ViewLink ? LONGEST_GUESTS_FORM : LONGEST_FORM;
        Ask.Form form = form(request, longest, stay);
        return new Ask(head.method(), head.target(), form, head.headers(), head.cookies(), head.client());
    }

    /**
     * The request with a form of a few short fields: all that somebody may send whom nobody knows, so that nobody can fill our
     * memory.
     *
     * @throws RuntimeException that is an HttpException, as for {@link #whole}
     */
    Ask small(Request request, Ask head) {
        boolean fields = typeOf(request).toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        if (!fields && request.getLength() != 0) {
            throw new HttpException.RuntimeException(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Not a short form");
        }
        Ask.Form form = fields ? new Ask.Form(fields(request, LONGEST_SHORT_FORM), List.of()) : Ask.Form.NONE;
        return new Ask(head.method(), head.target(), form, head.headers(), head.cookies(), head.client());
    }

    /**
     * A form that breaks off, comes too slowly, or is written in no encoding there is, is a bad request and no fault of ours.
     */
    private static Map<String, List<String>> fields(Request request, int longest) {
        try {
            return valuesOf(FormFields.getFields(request, MOST_FIELDS, longest));
        } catch (IllegalArgumentException e) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "Not encoded as forms are", e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException || e.getCause() instanceof TimeoutException) {
                throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "Broken off", e);
            }
            throw e;
        }
    }

    private static String typeOf(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .orElse("");
    }

    private Ask.Form form(Request request, int longest, LargeForms.Stay stay) throws IOException {
        String type = typeOf(request);
        String bare = type.toLowerCase(Locale.ROOT);
        if (bare.startsWith("application/x-www-form-urlencoded")) {
            return new Ask.Form(fields(request, longest), List.of());
        }
        if (bare.startsWith("multipart/form-data")) {
            return multipart(request, type, stay);
        }
        if (request.getLength() > 0) {
            throw new HttpException.RuntimeException(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Not a form");
        }
        return Ask.Form.NONE;
    }

    private Ask.Form multipart(Request request, String type, LargeForms.Stay stay) throws IOException {
        if (MultiPart.extractBoundary(type) == null) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "No boundary");
        }
        MultiPartConfig config = new MultiPartConfig.Builder()
                .location(temporary)
                .maxParts(MOST_PARTS)
                .maxSize(largestUpload + LONGEST_FORM)
                .maxPartSize(largestUpload + LONGEST_FORM)
                .maxMemoryPartSize(IN_MEMORY)
                .maxHeadersSize(LONGEST_PART_HEADER)
                .build();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        List<Upload> uploads = new ArrayList<>();
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(request, request, type, config)) {
            stay.load(lengthOf(parts));
            for (MultiPart.Part part : parts) {
                take(part, fields, uploads);
            }
        } catch (CompletionException e) {
            // An IllegalStateException is what Jetty throws when a limit of the configuration is passed
            boolean tooLarge = e.getCause() instanceof IllegalStateException;
            throw new HttpException.RuntimeException(
                    tooLarge ? HttpStatus.PAYLOAD_TOO_LARGE_413 : HttpStatus.BAD_REQUEST_400, e);
        }
        if (uploads.stream().mapToLong(file -> file.content().size()).sum() > largestUpload) {
            throw new OversizedForm(new Ask.Form(fields, List.of()));
        }
        return new Ask.Form(fields, uploads);
    }

    private static long lengthOf(MultiPartFormData.Parts parts) {
        long length = 0;
        for (MultiPart.Part part : parts) {
            length += part.getLength();
        }
        return length;
    }

    private static void take(MultiPart.Part part, Map<String, List<String>> fields, List<Upload> uploads)
            throws IOException {
        String field = Optional.ofNullable(part.getName()).orElse("");
        Bytes content = Bytes.wrap(
                Content.Source.asInputStream(part.createContentSource()).readAllBytes());
        String name = part.getFileName();
        if (name == null) {
            fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(content.utf8());
        } else {
            String type = Optional.ofNullable(part.getHeaders().get(HttpHeader.CONTENT_TYPE))
                    .orElse("application/octet-stream");
            uploads.add(new Upload(field, name, type, content));
        }
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.putIfAbsent(field.getLowerCaseName(), value == null ? "" : value);
        }
        return headers;
    }

    private static Map<String, String> cookies(Request request) {
        Map<String, String> cookies = new HashMap<>();
        for (HttpCookie cookie : Request.getCookies(request)) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue());
        }
        return cookies;
    }

    private static Map<String, List<String>> valuesOf(Fields fields) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.getName(), List.copyOf(field.getValues())));
        return values;
    }
}
