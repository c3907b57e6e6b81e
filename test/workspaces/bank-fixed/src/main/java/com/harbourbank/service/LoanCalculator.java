package com.harbourbank.service;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

@Component
public class LoanCalculator {

    private static final String HOUSE_FORMULA = "#amount * (1 + 0.039 * #months / 12) / #months";

    private final ExpressionParser parser = new SpelExpressionParser();
    private final Map<String, Expression> formulas = Map.of(
            "house", parser.parseExpression(HOUSE_FORMULA),
            "young", parser.parseExpression("#amount * (1 + 0.029 * #months / 12) / #months"),
            "linear", parser.parseExpression("#amount / #months + #amount * 0.039 / 12"));

    /** The monthly instalment that the bank offers. */
    public BigDecimal instalment(BigDecimal amount, int months) {
        return apply("house", amount, months);
    }

    /** The instalment by one of the formulas that the staff may try. */
    public BigDecimal apply(String name, BigDecimal amount, int months) {
        Expression formula = formulas.get(name);
        if (formula == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        SimpleEvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding().build();
        context.setVariable("amount", amount);
        context.setVariable("months", months);
        BigDecimal result = formula.getValue(context, BigDecimal.class);
        return result == null ? BigDecimal.ZERO : result.round(MathContext.DECIMAL64);
    }
}
