/** Language models that others run: what Spring AI, LangChain4j and the libraries of providers are given to ask. */
import { model } from '../../engine/model';

export const languageModels = model('java', {
  name: 'Language models',
  types: {
    SpringChat: [
      '<org.springframework.ai.chat.client.ChatClient>',
      '"org.springframework.ai.chat.client".ChatClient.create()',
      '"org.springframework.ai.chat.client".ChatClient.builder().build()',
      '<org.springframework.ai.chat.client.ChatClient.Builder>.build()',
    ],
    SpringPrompt: ['SpringChat.prompt()', 'SpringPrompt.{system,user,options,advisors,messages,tools}()'],
    SpringModel: [
      '<org.springframework.ai.chat.model.ChatModel>',
      '<org.springframework.ai.openai.OpenAiChatModel>',
      '<org.springframework.ai.anthropic.AnthropicChatModel>',
    ],
    Chain: [
      '<dev.langchain4j.model.chat.ChatModel>',
      '<dev.langchain4j.model.chat.ChatLanguageModel>',
      '"dev.langchain4j.model.openai".OpenAiChatModel.builder().build()',
      '"dev.langchain4j.model.anthropic".AnthropicChatModel.builder().build()',
      '<dev.langchain4j.model.openai.OpenAiChatModel>',
    ],
    Asked: [
      '"com.openai.models.chat.completions".ChatCompletionCreateParams.builder()',
      '"com.openai.models".ChatCompletionCreateParams.builder()',
      '"com.openai.models.responses".ResponseCreateParams.builder()',
      '"com.anthropic.models.messages".MessageCreateParams.builder()',
      'Asked.*()',
    ],
  },
  sinks: {
    'model-prompt': [
      'SpringChat.prompt(0).**',
      'SpringPrompt.{system,user,messages}(*).**',
      'SpringModel.{call,stream}(*).**',
      'Chain.{chat,generate}(*).**',
      'Asked.{addUserMessage,addSystemMessage,addDeveloperMessage,input,instructions,system}(0).**',
    ],
  },
  flows: [
    { call: '"org.springframework.ai.chat.messages".{UserMessage,SystemMessage}', from: '(0)', to: '()' },
    { call: '"org.springframework.ai.chat.prompt".Prompt', from: '(0)', to: '()' },
    { call: '"dev.langchain4j.data.message".{UserMessage,SystemMessage}.{from,userMessage,systemMessage}', from: '(*)', to: '()' },
  ],
});
