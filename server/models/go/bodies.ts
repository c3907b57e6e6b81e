/** What Go fills with the body of a request, and what it sends whole as an answer, by the type of it. */
import { model } from '../../engine/model';
import { versions } from './declared';

const BIND = '{Bind,BindJSON,BindXML,BindYAML,BindTOML,ShouldBind,ShouldBindJSON,ShouldBindXML,ShouldBindYAML}';
const SEND = '{JSON,IndentedJSON,PureJSON,SecureJSON,AsciiJSON,AbortWithStatusJSON,JSONP}';
const RENDER = versions('github.com/go-chi/render', 1, 1).concat('github.com/go-chi/render');

export const bodies = model('go', {
  name: 'Bodies',
  routes: {
    fills: [
      `gin.Ctx.${BIND}(0)`,
      'gin.Ctx.{ShouldBindWith,ShouldBindBodyWith,MustBindWith,BindWith}(0)',
      'echo.Ctx.Bind(0)',
      'fiber.Ctx.BodyParser(0)',
      'fiber.Ctx.Bind().{Body,JSON,Form}(0)',
      '"encoding/json".NewDecoder().Decode(0)',
      ...RENDER.flatMap((path) => [`"${path}".{DecodeJSON,Decode}(1)`, `"${path}".Bind(1)`]),
    ],
    sends: [
      `gin.Ctx.${SEND}(1)`,
      'echo.Ctx.{JSON,JSONPretty}(1)',
      'fiber.Ctx.JSON(0)',
      'fiber.Ctx.Status().JSON(0)',
      '"encoding/json".NewEncoder().Encode(0)',
      ...RENDER.flatMap((path) => [`"${path}".JSON(2)`, `"${path}".{Render,RenderList}(2)`]),
    ],
  },
});
