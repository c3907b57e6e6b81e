package com.harbourbank.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes PDFs with the tools that are installed beside the application. */
@Component
public class WkhtmlPrinter implements DocumentPrinter {

    private static final Logger log = LoggerFactory.getLogger(WkhtmlPrinter.class);

    @Override
    public void print(Path source, Path target, String title) throws IOException, InterruptedException {
        String command = String.format("wkhtmltopdf --quiet --title '%s' %s %s", title, source, target);
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        finish(process);
        stamp(target);
    }

    private void stamp(Path target) throws IOException, InterruptedException {
        finish(new ProcessBuilder("qpdf", "--linearize", "--replace-input", target.toString()).start());
    }

    private static void finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The printer did not come to an end");
        }
        if (process.exitValue() != 0) {
            log.warn("The printer ended with {}", process.exitValue());
        }
    }
}
