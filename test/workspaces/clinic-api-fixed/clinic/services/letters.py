"""Letters that a language model drafts, to be finished by hand."""

from openai import AsyncOpenAI

from ..models import Referral

client = AsyncOpenAI(timeout=20)


async def referral(asked: Referral) -> str:
    answer = await client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[
            {"role": "system", "content": f"You draft letters to the department of {asked.department}."},
            {"role": "user", "content": "Refer a patient; write [diagnosis] and [medication] where these belong."},
        ],
        max_tokens=400,
    )
    draft = answer.choices[0].message.content or ""
    return draft.replace("[diagnosis]", asked.diagnosis).replace("[medication]", ", ".join(asked.medication))
