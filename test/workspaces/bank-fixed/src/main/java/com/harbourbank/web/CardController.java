package com.harbourbank.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import com.harbourbank.dto.CardActivation;
import com.harbourbank.dto.CardView;
import com.harbourbank.security.SignedIn;
import com.harbourbank.service.CardService;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/cards")
public class CardController {

    private final CardService cards;

    public CardController(CardService cards) {
        this.cards = cards;
    }

    @GetMapping("/{id}")
    public CardView one(@AuthenticationPrincipal SignedIn who, @PathVariable long id) {
        return CardView.masked(cards.owned(who, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public CardView activate(@AuthenticationPrincipal SignedIn who, @Valid @RequestBody CardActivation request) {
        return CardView.masked(cards.activate(who, request));
    }

    @PostMapping("/{id}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void block(@AuthenticationPrincipal SignedIn who, @PathVariable long id) {
        cards.block(who, id);
    }

    @PostMapping("/lookup")
    @PreAuthorize("hasRole('STAFF')")
    public CardView lookup(@Valid @RequestBody Lookup lookup) {
        return CardView.masked(cards.byNumber(lookup.cardNumber()));
    }

    record Lookup(@NotBlank String cardNumber) {
    }
}
