// What visitors say in Spanish that is no question about the site, and what is said to it.
import type { SpokenTalk } from "../talk.ts";

const PERSON =
  "humano|persona|ser humano|agente|alguien|operador(?:a)?|empleado|asesor(?:a)?|responsable|atención al cliente|encargad[oa]";

export const SPANISH_TALK: SpokenTalk = {
  greeting: "hola|buenas|buenos días|buenas (?:tardes|noches)|estimados (?:señores|todos)",
  said: {
    hello:
      "(?:hola|buenas|buen(?:os)? d[ií]as?|buenas (?:tardes|noches)|holi|saludos)(?: (?:a todos|todos|equipo|de nuevo|qué tal|bot|buenas))*",
    thanks:
      "(?:ok |vale |perfecto |genial |muy bien |sí |si )*(?:(?:muchas |muchísimas |mil )?gracias|se agradece|te lo agradezco|se lo agradezco)(?: (?:a ti|a usted|a vosotros|por (?:la|tu|su|vuestra|todo|el)? ?(?:ayuda|información|respuesta|info)?|muy amables?|adiós|hasta luego))*",
    goodbye:
      "(?:ok |vale |gracias |bueno |pues )*(?:adi[oó]s|hasta (?:luego|pronto|mañana|la vista)|chao|chau|nos vemos|que tenga(?:s|n)? (?:un )?buen(?:a)? (?:día|tarde|noche)|buen (?:día|fin de semana))",
    self: "(?:y )?(?:quién|quien) (?:eres|es usted|sois)(?: tú)?|(?:qué|que) eres|(?:con|a) qui[eé]n (?:hablo|estoy hablando|escribo)|(?:cómo|como) te llamas|(?:eres|es usted|es esto|esto es|estoy hablando con|hablo con) (?:una? )?(?:verdader[oa] )?(?:human[oa]|persona|robot|bot|chatbot|máquina|maquina|ia|inteligencia artificial|ordenador|programa|chatgpt|real)(?: real| de verdad| humana)?(?: o .{1,40})?",
    abilities:
      "ayuda|ay[uú]d(?:ame|eme|enme)|(?:me )?(?:puedes|puede|podéis|pueden|podrías|podría) (?:ayudarme|ayudar)|necesito ayuda|(?:qué|que) (?:puedes|puede|sabes) hacer(?: por mí)?|(?:puedo|podría) (?:hacer(?:te|le)? una pregunta|preguntar(?:te|le)? algo)|tengo una (?:pregunta|duda)|(?:cómo|como) funciona esto",
    person: `(?:(?:quiero|quisiera|me gustaría|necesito|puedo|podría|prefiero|por favor|ponme|póngame|páseme) )*(?:(?:hablar|chatear|contactar|comunicarme|en contacto) )?(?:(?:con|a|una?|el|la|algún|alguna) )*(?:verdader[oa] )?(?:${PERSON})(?: (?:real|de verdad|humana|human[oa]|del equipo|por favor|directamente))*|hay alguien(?: ahí| aquí)?`,
    wellbeing:
      "(?:hola )?(?:(?:cómo|como) (?:estás|estas|está|esta|estáis)|(?:qué|que) tal(?: estás| está)?|(?:cómo|como) te va)(?: hoy)?",
    yes: "s[ií]|s[ií] (?:por favor|gracias|claro)|claro|claro que s[ií]|por supuesto|vale s[ií]|desde luego|por favor",
    no: "no|no (?:muchas )?gracias|gracias no|ahora no|no hace falta|(?:ok |vale |gracias |no )*(?:eso es todo|es todo|nada más|ya está)(?: gracias)?|nada(?: más)?|da igual|déjalo",
    fine: "(?:ok|vale|bien|muy bien|bueno|genial|perfecto|estupendo|entendido|entiendo|comprendo|ya veo|ah|de acuerdo|excelente|guay)(?: (?:entonces|pues|vale|ok))*",
    insult:
      "(?:eres |es |esto es |qué |que |vaya |sois |menuda |menudo |este |esta )*(?:muy |realmente |tan |un |una |totalmente )*(?:mierda|inútil|inutil|tont[oa]|estúpid[oa]|estupid[oa]|idiota|imbécil|imbecil|basura|asco|pésim[oa]|mal[oa]|gilipollas|cabrón|cabron|puta|porquería|horrible|patétic[oa])(?: (?:de )?(?:bot|chatbot|robot|máquina|chat|cosa))*|vete a la mierda|que te (?:jodan|den)|cállate|callate|no (?:sirves|sirve) (?:para|de) nada|no (?:me )?ayudas(?: nada| en nada)?|joder",
  },
  hello: (site) => `¡Hola! ¿Qué le gustaría saber sobre ${site}?`,
  welcome: "De nada. ¿Desea saber algo más?",
  goodbye: (site) => `Adiós, y gracias por visitar ${site}.`,
  self: (site) =>
    `Soy el contestador automático de ${site}: busco su pregunta en las páginas de este sitio y cito lo que dicen. No soy una persona, y ningún modelo de lenguaje escribe estas respuestas.`,
  abilities: (site) =>
    `Pregúnteme algo sobre ${site}: busco en las páginas de este sitio, cito la respuesta y muestro dónde está. Si no lo dicen, puedo pasar su dirección de correo electrónico al equipo.`,
  person: (site) =>
    `Todavía nadie puede atender este chat en directo. Escriba aquí su dirección de correo electrónico y la paso al equipo de ${site}, para que una persona le responda.`,
  wellbeing: "Soy un programa, así que siempre igual, pero gracias por preguntar. ¿Qué le gustaría saber?",
  typeAddress: "Bien. Escriba aquí su dirección de correo electrónico, y la paso al equipo.",
  goOn: "Bien. ¿Qué le gustaría saber?",
  allRight: "De acuerdo. Aquí estoy si surge algo más.",
  anythingElse: "Bien. ¿Desea saber algo más?",
  insulted:
    "Siento no haber podido ayudar. Dígame en pocas palabras qué busca, o escriba su dirección de correo electrónico, para que una persona le responda.",
};
