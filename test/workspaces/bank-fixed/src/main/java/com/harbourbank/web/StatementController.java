package com.harbourbank.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import com.harbourbank.repository.AccountRepository;
import com.harbourbank.security.Fingerprints;
import com.harbourbank.security.SignedIn;
import com.harbourbank.service.StatementService;

import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/statements")
public class StatementController {

    private final StatementService statements;
    private final AccountRepository accounts;

    public StatementController(StatementService statements, AccountRepository accounts) {
        this.statements = statements;
        this.accounts = accounts;
    }

    @GetMapping("/{accountId}")
    public List<String> names(@AuthenticationPrincipal SignedIn who, @PathVariable long accountId) throws IOException {
        mustOwn(who, accountId);
        return statements.names(accountId);
    }

    @GetMapping("/{accountId}/{name}")
    public ResponseEntity<Resource> download(@AuthenticationPrincipal SignedIn who, @PathVariable long accountId,
            @PathVariable String name) throws IOException {
        mustOwn(who, accountId);
        return attachment(statements.open(accountId, name));
    }

    @GetMapping("/{accountId}/letters/{name}")
    public ResponseEntity<Resource> letter(@AuthenticationPrincipal SignedIn who, @PathVariable long accountId,
            @PathVariable String name) throws IOException {
        mustOwn(who, accountId);
        return attachment(statements.letter(accountId, name));
    }

    @PostMapping("/{accountId}")
    public Map<String, String> print(@AuthenticationPrincipal SignedIn who, @PathVariable long accountId,
            @Valid @RequestBody Printing printing) throws IOException, InterruptedException {
        mustOwn(who, accountId);
        return Map.of("name", statements.print(accountId, printing.year(), printing.title()));
    }

    private void mustOwn(SignedIn who, long accountId) {
        if (accounts.findByIdAndOwnerId(accountId, who.customerId()).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static ResponseEntity<Resource> attachment(Resource file) throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .eTag(Fingerprints.etag(file.getFilename() + "-" + file.lastModified()))
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file.getFilename()).build().toString())
                .body(file);
    }

    record Printing(@Min(2000) @Max(2100) int year, @NotBlank String title) {
    }
}
