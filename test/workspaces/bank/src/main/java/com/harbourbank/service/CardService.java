package com.harbourbank.service;

import com.harbourbank.dto.CardActivation;
import com.harbourbank.model.Card;
import com.harbourbank.repository.AccountRepository;
import com.harbourbank.repository.AuditTrail;
import com.harbourbank.repository.CardRepository;
import com.harbourbank.security.SignedIn;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
public class CardService {

    private static final Logger log = LoggerFactory.getLogger(CardService.class);

    private final CardRepository cards;
    private final AccountRepository accounts;
    private final AuditTrail audit;

    public CardService(CardRepository cards, AccountRepository accounts, AuditTrail audit) {
        this.cards = cards;
        this.accounts = accounts;
        this.audit = audit;
    }

    public Card owned(SignedIn who, long id) {
        return cards.findOwned(id, who.customerId())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @Transactional
    public Card activate(SignedIn who, CardActivation request) {
        if (accounts.findByIdAndOwnerId(request.accountId(), who.customerId()).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Card card = cards.save(new Card(request.accountId(), request.cardNumber(), request.cvv(), request.validThru()));
        log.info("Card {} activated by customer {}", card.getCardNumber(), who.customerId());
        audit.note(who.customerId(), "card-activated");
        return card;
    }

    @Transactional
    public void block(SignedIn who, long id) {
        Card card = owned(who, id);
        card.setBlocked(true);
        log.info("Card ending in {} blocked", card.getLastFour());
        audit.note(who.customerId(), "card-blocked");
    }

    public Card byNumber(String cardNumber) {
        return cards.findByCardNumber(cardNumber)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
