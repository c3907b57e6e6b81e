/** Text that language models return. */
import { model } from '../../engine/model';

export const languageModels = model('javascript', {
  name: 'Language models',
  types: {
    OpenAi: ['"openai"()', '"openai".{OpenAI,AzureOpenAI,OpenAIApi}()', '"groq-sdk"()', '"together-ai"()', '<openai.OpenAI>'],
    Completion: [
      'OpenAi.chat.completions.{create,parse}()',
      'OpenAi.{createChatCompletion,createCompletion}().data',
      'OpenAi.completions.create()',
    ],
    Anthropic: ['"@anthropic-ai/sdk"()', '"@anthropic-ai/sdk".Anthropic()'],
    Gemini: ['"@google/generative-ai".GoogleGenerativeAI().getGenerativeModel()'],
  },
  sources: {
    'model-output': [
      'Completion.choices',
      'OpenAi.responses.{create,parse}().{output_text,output,output_parsed}',
      'Anthropic.messages.create().content',
      'Gemini.generateContent().response.text()',
      'Gemini.generateContent().response.candidates',
      '"@google/genai".GoogleGenAI().models.generateContent().{text,candidates}',
      '"ollama".chat().message',
      '"ollama".generate().response',
      '"ai".{generateText,generateObject}().{text,object,toolCalls}',
      '"ai".{streamText,streamObject}().{textStream,text,object}',
      '"@langchain/openai".ChatOpenAI().invoke().content',
      '"@langchain/anthropic".ChatAnthropic().invoke().content',
      '"@mistralai/mistralai".Mistral().chat.complete().choices',
      '"replicate"().run()',
    ],
  },
});
