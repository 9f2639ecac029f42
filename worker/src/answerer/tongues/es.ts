// What Spanish says where English is not enough: its different words for the same thing, how it asks, and what answers.
import type { Spoken } from "../spoken.ts";

export const SPANISH: Spoken = {
  dropped: `necesito necesita gustaría querría saber sabe sabéis puedes encuentro encontrar encuentran estáis estan hacéis haces hago
    tengan haya acá aquel tal vez quizá quizás realmente simplemente durante mediante además hora horas día días consigo conseguir
    viene venir vienen ir queda quedan debo debe deben`,
  light: `oferta ofrecer disponible tipo clase manera forma información servicio producto cliente empresa tienda sitio página pregunta
    exactamente actualmente vender ayuda trabaja funciona gente mundo hoy`,
  nounsComeFirst: true,
  same: `precio costar cuesta tarifa caro vale cobran
    envío entrega mandan
    paquete encomienda
    devolver devolución devuelven cambiar
    garantía garantizado
    abierto abrir abren abre abrimos apertura horario
    cerrado cierran
    teléfono llamar móvil número
    correo email mail electrónico
    comprar pedido encargar
    pagar abonar
    tarjeta crédito débito
    dirección ubicación situado llegar
    tamaño talla medidas dimensiones
    fundado fundador creado
    empleados personal plantilla equipo monitores
    reparar arreglar
    roto dañado defectuoso estropeado
    reservar cita
    cancelar anular
    descuento cupón rebaja
    aparcar estacionamiento parking
    factura recibo
    dueño propietario jefe
    gratis gratuito
    aprender empezar comenzar`,
  general: `fin sábado domingo
    mascota perro gato
    cerrado abierto
    verano junio julio agosto septiembre
    invierno diciembre enero febrero
    extranjero francia portugal europa`,
  alike: [
    ["(?:devuelv\\p{L}*|devolv\\p{L}*|recuper\\p{L}*) (?:todo )?(?:el|mi|su) dinero", "reembolso"],
    ["fin(?:es)? de semana", "fin"],
    ["e-mail", "email"],
  ],
  rewritten: [
    ["d[oó]nde (?:est[aá]n?|est[aá]is|se encuentran?|quedan?|os encuentro|los encuentro)", "dónde dirección lugar"],
    ["(?<=cancel(?:ar|o) )(?:mi|la|una|el|un) (?:reserva|pedido|cita)", " "],
    ["(?:gastos|costes?) de envío", "precio envío"],
    ["plazos? de entrega", "plazo envío"],
  ],
  asked: {
    weight: "cuánto pesan?|peso|pesan?",
    temperature: "temperatura",
    price:
      "cu[aá]nto (?:cuestan?|valen?|es|son|cobran?|sale|hay que pagar|pago|sería)|qu[eé] (?:precio|cuestan?|valen?)|cu[aá]l es el precio|precios?|coste|costo|cuestan?|tarifas?|caros?|caras?|gratis",
    duration:
      "cu[aá]nto (?:tiempo|tardan?|duran?|se tarda)|cu[aá]ntos (?:días|meses|años|minutos)|cu[aá]ntas (?:semanas|horas|noches)|duración|plazos?|tardan?|duran?|con qué frecuencia",
    size: "qu[eé] (?:tamaño|altura|longitud|medidas)|cu[aá]nto mide|medidas|dimensiones|tamaño|a qué distancia",
    when: "cu[aá]ndo|a qu[eé] horas?|hasta qu[eé] hora|desde qu[eé] hora|qu[eé] días?|horarios?|abiert[oa]s?|abren?|cerrad[oa]s?|cierran?",
    email: "e-?mail|correo(?: electrónico)?",
    phone: "teléfono|telefono|número de teléfono|llamar|móvil",
    identifier: "número de \\p{L}+|iban|cif|nif",
    address: "dirección|ubicación",
    where: "d[oó]nde|ad[oó]nde",
    count: "cu[aá]nt[oa]s",
    who: "qui[eé]n|qui[eé]nes",
  },
  standsFor: {
    weight: "peso pesado",
    temperature: "temperatura",
    price: "precio gratis pagar",
    duration: "duración tarda dura plazo",
    size: "tamaño altura mide distancia",
    email: "correo escribir dirección",
    phone: "teléfono",
    address: "dirección lugar",
  },
  answers: {
    money: "gratis|gratuit[oa]s?|sin coste|sin costo|\\d+ ?%",
    moments:
      "lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|fin de semana|fines de semana|mediodía|medianoche|todos los días|a diario|mañana|por la tarde|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    units: "segundos?|minutos?|horas?|días?|semanas?|mes|meses|años?|noches?",
    numerals:
      "una?|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|cien|docena|medi[oa]|pocos|pocas|ilimitad[oa]s?",
    places:
      "calle|avenida|plaza|paseo|camino|carretera|edificio|planta|frente a|cerca|junto a|al lado|situad[oa]|a pie",
    people: "fundada|fundado|fundó|[Ff]undador|familia|dueño|dirige|señora?",
    today: "hoy|a diario|todos los días|cada día|mañana",
  },
  questionWords:
    "cu[aá]nt[oa]s?|c[oó]mo|cu[aá]ndo|d[oó]nde|ad[oó]nde|qui[eé]n(?:es)?|qu[eé]|cu[aá]l(?:es)?|por qu[eé]|a qu[eé]|a qui[eé]n|con qui[eé]n|desde cu[aá]ndo|desde qu[eé]|hasta cu[aá]ndo|hasta qu[eé]|en qu[eé]|de qu[eé]",
  verbs:
    "puedo|puede|pueden|se puede|podemos|podría|podrían|podéis|tiene|tienen|tenéis|hay|es|son|está|están|estáis|venden|vendéis|hacen|hacéis|aceptan|aceptáis|ofrecen|envían|alquilan|abren|cierran|debo|necesito|tengo|me devuelven|incluye|funciona|existe|admiten|dan|cobran",
  openers: "y|pero|o|también|entonces|por favor|ok|vale|oiga|oye|¿",
  and: "y|y también|e",
  which: "qu[eé]|cu[aá]l(?:es)?",
  list: "(?:qu[eé]|cu[aá]les) (?:\\p{L}+ ){0,2}(?:son|tienen|hay|venden|ofrecen|puedo)|qu[eé] (?:incluye|está incluido)|lista|incluid[oa]s?",
  steps:
    "c[oó]mo (?:puedo|se puede|hago|hay que|debo|funciona|se hace|reservo|reservar|cancelo|cancelar|pido|pago|devuelvo|cambio|instalo|uso)|pasos|instrucciones",
  definition: "qu[eé] (?:es|son|significa)|defin\\p{L}*|expli\\p{L}*",
  now: "hoy|esta noche|mañana|ayer|ahora|en este momento|esta semana|este mes|esta tarde",
  opening: "abiert\\p{L}*|abr\\p{L}*|cerrad\\p{L}*|cierr\\p{L}*|horarios?|env[ií]\\p{L}*|entreg\\p{L}*|pedid\\p{L}*",
  aside: "antes de|después de|mientras|cuando|porque|ya que|como soy|si|en cuanto|aunque|en lugar de|en vez de",
  leans: "lo|los(?= \\p{L}+o\\b)|él|ella|ellos|ellas|eso|esto|ese|esa|este|ésta|éste|allí|ahí",
  continues: "y|e|o|pero|también|entonces|qué hay de|qué tal",
  dangling:
    "esto|eso|este|esta|estos|estas|ese|esa|él|ella|ellos|ellas|lo|allí|ahí|entonces|pero|y|o|también|además|sin embargo|por eso|para ello|después|luego|si no|de lo contrario|en su lugar|ambos|ambas|así",
  reply: "sí|si|no|nunca|jamás|solo|sólo|solamente|claro|por supuesto|desde luego|lamentablemente",
  instruction:
    "(?:primero|luego|después|ahora)?,? ?(?:abra|haga clic|pulse|elija|escriba|llame|traiga|envíe|mande|conecte|tire|ponga|tome|siga|rellene|cargue|compruebe|espere|vaya|cierre|quite|pida|pague|reserve|seleccione|introduzca)",
  denied: "(?:no hay|no tenemos|no tiene)(?: ninguna?| ningún)?",
};
