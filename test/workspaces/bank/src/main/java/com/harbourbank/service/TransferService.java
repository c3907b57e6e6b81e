package com.harbourbank.service;

import java.math.BigDecimal;
import java.util.List;

import com.harbourbank.dto.NewTransfer;
import com.harbourbank.dto.TransactionFilter;
import com.harbourbank.dto.TransactionRow;
import com.harbourbank.model.Account;
import com.harbourbank.repository.AccountRepository;
import com.harbourbank.repository.AuditTrail;
import com.harbourbank.repository.TransactionSearch;
import com.harbourbank.security.Codes;
import com.harbourbank.security.SignedIn;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
public class TransferService {

    private static final BigDecimal NEEDS_APPROVAL = new BigDecimal("10000");

    private final AccountRepository accounts;
    private final TransactionSearch transactions;
    private final Codes codes;
    private final AuditTrail audit;

    public TransferService(AccountRepository accounts, TransactionSearch transactions, Codes codes, AuditTrail audit) {
        this.accounts = accounts;
        this.transactions = transactions;
        this.codes = codes;
        this.audit = audit;
    }

    public List<TransactionRow> history(SignedIn who, long accountId, TransactionFilter filter) {
        return transactions.find(owned(who, accountId).getId(), filter);
    }

    public TransactionRow one(SignedIn who, long accountId, long id) {
        return transactions.one(owned(who, accountId).getId(), id);
    }

    @Transactional
    public String transfer(SignedIn who, NewTransfer request) {
        Account from = owned(who, request.fromAccount());
        if (from.isFrozen() || from.getBalance().compareTo(request.amount()) < 0) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Not enough money");
        }
        if (request.amount().compareTo(NEEDS_APPROVAL) > 0 && !request.approved()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Somebody else has to approve this");
        }
        String reference = codes.reference();
        from.setBalance(from.getBalance().subtract(request.amount()));
        transactions.book(from.getId(), request.amount().negate(), request.toIban(), reference + " " + request.note());
        accounts.findByIban(request.toIban()).ifPresent(to -> {
            to.setBalance(to.getBalance().add(request.amount()));
            transactions.book(to.getId(), request.amount(), from.getIban(), reference + " " + request.note());
        });
        audit.note(who.customerId(), "transfer");
        return reference;
    }

    private Account owned(SignedIn who, long accountId) {
        return accounts.findByIdAndOwnerId(accountId, who.customerId())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
