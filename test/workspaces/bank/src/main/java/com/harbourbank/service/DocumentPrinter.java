package com.harbourbank.service;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a PDF of a page. */
public interface DocumentPrinter {

    void print(Path source, Path target, String title) throws IOException, InterruptedException;
}
