package org.postroom.web;

import org.postroom.mail.Bytes;

/**
 * A file that came with a form.
 *
 * @param field of the form
 * @param name as the browser gave it; never used as a path
 * @param type media type as the browser gave it; never believed
 */
public record Upload(String field, String name, String type, Bytes content) {}
