package com.harbourbank.web;

import java.net.URI;
import java.util.Map;

import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;

import com.harbourbank.config.BankProperties;
import com.harbourbank.dto.NewPassword;
import com.harbourbank.dto.SignIn;
import com.harbourbank.service.SignInService;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/session")
@Validated
public class SignInController {

    private final SignInService signIns;
    private final BankProperties properties;

    public SignInController(SignInService signIns, BankProperties properties) {
        this.signIns = signIns;
        this.properties = properties;
    }

    @PostMapping
    public Map<String, String> signIn(@Valid @RequestBody SignIn request, HttpSession session) {
        String token = signIns.signIn(request);
        session.setAttribute("customer", request.email());
        return Map.of("token", token);
    }

    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    public void forgotten(@RequestParam @Email String email) {
        signIns.sendReset(email);
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void reset(@Valid @RequestBody NewPassword request) {
        signIns.reset(request.token(), request.password());
    }

    /** Where links in e-mails lead to, before the application itself is loaded. */
    @GetMapping("/continue")
    public ResponseEntity<Void> proceed(@RequestParam(required = false) String next) {
        URI target = URI.create(next == null ? properties.startPage() : next);
        return ResponseEntity.status(HttpStatus.FOUND).location(target).build();
    }

    @GetMapping("/language")
    public ResponseEntity<Void> language(@RequestParam String language) {
        String page = "de".equals(language) ? "/app/de" : properties.startPage();
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(page)).build();
    }
}
