// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/yamldocument.h"

#include "core/base/yamlguard.h"

#include <QSet>

#include <libfyaml.h>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Deleter
{
    void operator()(fy_parser *parser) const { fy_parser_destroy(parser); }
    void operator()(fy_diag *diag) const { fy_diag_destroy(diag); }
};

bool isBlockText(const fy_event *event)
{
    if (event->type != FYET_SCALAR || !event->scalar.value)
        return false;
    const fy_scalar_style style = fy_token_scalar_style(event->scalar.value);
    return style == FYSS_LITERAL || style == FYSS_FOLDED;
}

QString escaped(QString key)
{
    return key.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

QString textOf(fy_token *token)
{
    size_t length = 0;
    const char *text = token ? fy_token_get_text(token, &length) : nullptr;
    return text ? QString::fromUtf8(text, qsizetype(length)) : QString();
}

ConfigProblem problemAt(const QString &code, const QString &message, int line, int column)
{
    ConfigProblem problem;
    problem.severity = Severity::High;
    problem.code = code;
    problem.message = message;
    problem.line = line;
    problem.column = column;
    return problem;
}

} // namespace

//! Walks the parser's events once and notes where each key stands.
class YamlReader
{
public:
    YamlReader(fy_parser *parser, YamlDocument &document)
        : m_parser(parser)
        , m_document(document)
    {
    }

    void read(fy_diag *diag);

private:
    struct Level
    {
        QString pointer;
        qsizetype place = -1; //!< Of the key this container is the value of; -1 for the root.
        bool isMap = false;
        bool wantsKey = true;
        int nextItem = 0;
        QSet<QString> keys;
    };

    bool take(fy_event *event);
    void openContainer(fy_event *event, bool isMap);
    void takeScalar(fy_event *event, fy_token *token);
    void takeKey(fy_event *event, const QString &key);
    qsizetype beginValue(fy_event *event);
    void endValue();
    void growTo(fy_event *event);
    void collectProblems(fy_diag *diag);

    fy_parser *m_parser;
    YamlDocument &m_document;
    std::vector<Level> m_levels;
    int m_documents = 0;
};

void YamlReader::read(fy_diag *diag)
{
    while (fy_event *event = fy_parser_parse(m_parser)) {
        const bool goOn = take(event);
        fy_parser_event_free(m_parser, event);
        if (!goOn)
            break;
    }
    collectProblems(diag);
}

bool YamlReader::take(fy_event *event)
{
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (++m_documents > 1) {
            const fy_mark *mark = fy_event_start_mark(event);
            m_document.m_problems.append(problemAt(u"yaml_documents"_s,
                u"One document is expected, a second one begins here."_s, mark ? mark->line + 1 : 1, 1));
            return false;
        }
        return true;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
        if (int(m_levels.size()) >= YamlDocument::maxDepth) {
            const fy_mark *mark = fy_event_start_mark(event);
            m_document.m_problems.append(problemAt(u"yaml_depth"_s, u"Nested deeper than %1 levels."_s.arg(YamlDocument::maxDepth),
                mark ? mark->line + 1 : 1, 1));
            return false;
        }
        openContainer(event, event->type == FYET_MAPPING_START);
        return true;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        m_levels.pop_back();
        endValue();
        return true;
    case FYET_SCALAR:
        takeScalar(event, event->scalar.value);
        return true;
    case FYET_ALIAS:
        takeScalar(event, nullptr);
        return true;
    default:
        return true;
    }
}

void YamlReader::openContainer(fy_event *event, bool isMap)
{
    Level level;
    level.place = beginValue(event);
    level.pointer = level.place < 0 ? QString() : m_document.m_places.at(level.place).pointer;
    level.isMap = isMap;
    m_levels.push_back(std::move(level));
}

void YamlReader::takeScalar(fy_event *event, fy_token *token)
{
    growTo(event);
    if (!m_levels.empty() && m_levels.back().isMap && m_levels.back().wantsKey) {
        takeKey(event, textOf(token));
        return;
    }
    const qsizetype place = beginValue(event);
    if (place >= 0) {
        m_document.m_places[place].isScalar = true;
        m_document.m_places[place].scalar = textOf(token);
    }
    growTo(event);
    endValue();
}

void YamlReader::takeKey(fy_event *event, const QString &key)
{
    Level &level = m_levels.back();
    YamlDocument::Place place;
    place.pointer = level.pointer + u'/' + escaped(key);
    if (const fy_mark *mark = fy_event_start_mark(event)) {
        place.line = place.valueLine = place.endLine = mark->line + 1;
        place.column = place.valueColumn = mark->column + 1;
    }
    if (const fy_mark *end = fy_event_end_mark(event); end && end->line + 1 == place.line)
        place.length = end->column + 1 - place.column;
    if (level.keys.contains(key)) {
        ConfigProblem twice = problemAt(u"yaml_duplicate_key"_s,
            u"The key \u201c%1\u201d is given twice."_s.arg(key), place.line, place.column);
        twice.pointer = place.pointer;
        twice.length = place.length;
        m_document.m_problems.append(twice);
    }
    level.keys.insert(key);
    level.wantsKey = false;
    m_document.m_places.append(place);
}

//! The place whose value begins with \a event; list items get a place of their own.
qsizetype YamlReader::beginValue(fy_event *event)
{
    if (m_levels.empty())
        return -1;
    Level &level = m_levels.back();
    const fy_mark *mark = fy_event_start_mark(event);
    if (!level.isMap) {
        YamlDocument::Place item;
        item.pointer = level.pointer + u'/' + QString::number(level.nextItem++);
        item.line = item.endLine = mark ? mark->line + 1 : 0;
        item.column = mark ? mark->column + 1 : 0;
        m_document.m_places.append(item);
    }
    const qsizetype index = m_document.m_places.size() - 1;
    if (mark) {
        m_document.m_places[index].valueLine = mark->line + 1;
        m_document.m_places[index].valueColumn = mark->column + 1;
    }
    return index;
}

void YamlReader::endValue()
{
    if (!m_levels.empty() && m_levels.back().isMap)
        m_levels.back().wantsKey = true;
}

//! Everything that is open reaches at least to the end of \a event.
void YamlReader::growTo(fy_event *event)
{
    const fy_mark *start = fy_event_start_mark(event);
    const fy_mark *end = fy_event_end_mark(event);
    if (!start || !end)
        return;
    // The end of block text is where the next thing stands.
    const int line = isBlockText(event) && end->line > start->line ? end->line : end->line + 1;
    for (const Level &level : m_levels) {
        if (level.place >= 0)
            m_document.m_places[level.place].endLine = std::max(m_document.m_places[level.place].endLine, line);
    }
    if (!m_levels.empty() && !(m_levels.back().isMap && m_levels.back().wantsKey) && !m_document.m_places.isEmpty()) {
        YamlDocument::Place &last = m_document.m_places.last();
        last.endLine = std::max(last.endLine, line);
    }
}

void YamlReader::collectProblems(fy_diag *diag)
{
    void *previous = nullptr;
    while (const fy_diag_error *error = fy_diag_errors_iterate(diag, &previous)) {
        m_document.m_problems.append(problemAt(
            u"yaml_syntax"_s, QString::fromUtf8(error->msg), std::max(1, error->line), std::max(1, error->column)));
    }
    if (m_document.m_problems.isEmpty() && fy_parser_get_stream_error(m_parser))
        m_document.m_problems.append(problemAt(u"yaml_syntax"_s, u"The text cannot be read."_s, 1, 1));
}

YamlDocument YamlDocument::parse(const QString &text)
{
    YamlDocument document;
    const QByteArray bytes = text.toUtf8();
    if (bytes.size() > maxBytes) {
        document.m_problems.append(problemAt(u"yaml_size"_s, u"The text is larger than 4 MB."_s, 1, 1));
        return document;
    }
    if (const qsizetype at = yamlDirective(bytes); at >= 0) {
        const int line = int(bytes.first(at).count('\n')) + 1;
        document.m_problems.append(problemAt(u"yaml_directive"_s,
            u"A line must not begin with %: directives are not allowed here."_s, line, 1));
        return document;
    }
    fy_diag_cfg diagConfig;
    fy_diag_cfg_default(&diagConfig);
    const std::unique_ptr<fy_diag, Deleter> diag(fy_diag_create(&diagConfig));
    fy_diag_set_collect_errors(diag.get(), true);
    fy_parse_cfg config {};
    config.flags = FYPCF_COLLECT_DIAG;
    config.diag = diag.get();
    const std::unique_ptr<fy_parser, Deleter> parser(fy_parser_create(&config));
    if (!parser || fy_parser_set_string(parser.get(), bytes.constData(), size_t(bytes.size())) != 0) {
        document.m_problems.append(problemAt(u"yaml_syntax"_s, u"The text cannot be read."_s, 1, 1));
        return document;
    }
    YamlReader(parser.get(), document).read(diag.get());
    return document;
}

const YamlDocument::Place *YamlDocument::find(const QString &pointer) const
{
    const auto place = std::find_if(m_places.begin(), m_places.end(), [&](const Place &p) { return p.pointer == pointer; });
    return place == m_places.end() ? nullptr : &*place;
}

const YamlDocument::Place *YamlDocument::at(int line) const
{
    const Place *deepest = nullptr;
    for (const Place &place : m_places) {
        if (place.line <= line && line <= place.endLine)
            deepest = &place;
    }
    return deepest;
}

} // namespace gatehouse
