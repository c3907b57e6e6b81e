/** Language models that others run: what the libraries of providers and langchaingo are given to ask. */
import { model } from '../../engine/model';
import { declared } from './declared';

const OPENAI = ['github.com/openai/openai-go', 'github.com/openai/openai-go/v2', 'github.com/openai/openai-go/v3'];
const ANTHROPIC = ['github.com/anthropics/anthropic-sdk-go'];

export const languageModels = model('go', {
  name: 'Language models',
  types: {
    // A client that many write `openai` too: github.com/sashabaranov/go-openai.
    Chat: [
      '"github.com/sashabaranov/go-openai".{NewClient,NewClientWithConfig}()',
      ...declared(['github.com/sashabaranov/go-openai'], 'Client'),
    ],
    OpenAi: [...OPENAI.map((m) => `"${m}".NewClient()`), ...declared(OPENAI, 'Client')],
    Anthropic: [...ANTHROPIC.map((m) => `"${m}".NewClient()`), ...declared(ANTHROPIC, 'Client')],
    Gemini: [
      '"github.com/google/generative-ai-go/genai".NewClient().GenerativeModel()',
      ...declared(['github.com/google/generative-ai-go/genai'], 'GenerativeModel'),
    ],
    Chain: ['"github.com/tmc/langchaingo/llms/openai".New()', '"github.com/tmc/langchaingo/llms/anthropic".New()'],
  },
  sinks: {
    'model-prompt': [
      'Chat.{CreateChatCompletion,CreateChatCompletionStream}(1).Messages.**',
      'Chat.CreateCompletion(1).Prompt.**',
      'Chat.CreateEmbeddings(1).**',
      'OpenAi.Chat.Completions.{New,NewStreaming}(1).Messages.**',
      'OpenAi.Responses.{New,NewStreaming}(1).Input.**',
      'OpenAi.Responses.{New,NewStreaming}(1).Instructions.**',
      'Anthropic.Messages.{New,NewStreaming}(1).Messages.**',
      'Anthropic.Messages.{New,NewStreaming}(1).System.**',
      'Gemini.{GenerateContent,GenerateContentStream}(1..).**',
      'Chain.{Call,GenerateContent}(1).**',
      '"github.com/tmc/langchaingo/llms".GenerateFromSinglePrompt(2)',
    ],
  },
  flows: [
    ...OPENAI.map((m) => ({
      call: `"${m}".{UserMessage,SystemMessage,DeveloperMessage,AssistantMessage,String}`,
      from: '(0)',
      to: '()',
    })),
    ...ANTHROPIC.map((m) => ({ call: `"${m}".{NewUserMessage,NewAssistantMessage,NewTextBlock}`, from: '(*)', to: '()' })),
    { call: '"github.com/google/generative-ai-go/genai".Text', from: '(0)', to: '()' },
    { call: '"github.com/tmc/langchaingo/llms".TextParts', from: '(1..)', to: '()' },
  ],
});
