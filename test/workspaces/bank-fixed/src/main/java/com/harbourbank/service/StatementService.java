package com.harbourbank.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.harbourbank.config.BankProperties;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/** Statements as they lie in the archive: a folder for each account, a PDF for each month. */
@Service
public class StatementService {

    private final Path archive;
    private final DocumentPrinter printer;

    public StatementService(BankProperties properties, DocumentPrinter printer) {
        this.archive = properties.statements().toAbsolutePath().normalize();
        this.printer = printer;
    }

    public List<String> names(long accountId) throws IOException {
        Path folder = folderOf(accountId);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    public Resource open(long accountId, String name) {
        return within(folderOf(accountId), name);
    }

    public Resource letter(long accountId, String name) {
        return within(folderOf(accountId).resolve("letters"), name);
    }

    private static Resource within(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new FileSystemResource(file);
    }

    public String print(long accountId, int year, String title) throws IOException, InterruptedException {
        Path source = folderOf(accountId).resolve(year + ".html");
        Path target = folderOf(accountId).resolve(year + ".pdf");
        printer.print(source, target, title);
        return target.getFileName().toString();
    }

    private Path folderOf(long accountId) {
        return archive.resolve(Long.toString(accountId));
    }
}
