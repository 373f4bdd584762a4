package org.postroom.web;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/** A form whose files are larger than allowed, while all of it could be read. */
final class OversizedForm extends HttpException.RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Ask.Form withoutFiles;

    OversizedForm(Ask.Form withoutFiles) {
        super(HttpStatus.PAYLOAD_TOO_LARGE_413);
        this.withoutFiles = withoutFiles;
    }

    /** What was typed. */
    Ask.Form withoutFiles() {
        return withoutFiles;
    }
}
