// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configyaml.h"

#include "core/base/yamlguard.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <libfyaml.h>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int depthLimit = 40;
constexpr int nodeLimit = 50'000;

template <typename T, void (*destroy)(T *)>
struct Deleter
{
    void operator()(T *object) const { destroy(object); }
};
using Diagnostics = std::unique_ptr<fy_diag, Deleter<fy_diag, fy_diag_destroy>>;
using Parser = std::unique_ptr<fy_parser, Deleter<fy_parser, fy_parser_destroy>>;
using Document = std::unique_ptr<fy_document, Deleter<fy_document, fy_document_destroy>>;

ConfigProblem problem(
    const QString &code, const QString &message, const QString &pointer, const TextSpan &at)
{
    return {Severity::High, code, message, pointer, at.line, at.column, at.length};
}

//! YAML 1.2 core schema: what a plain scalar means.
QJsonValue plainValue(const QString &text)
{
    static const QRegularExpression integer(u"^[-+]?[0-9]+\\z"_s);
    static const QRegularExpression octal(u"^0o[0-7]+\\z"_s);
    static const QRegularExpression hexadecimal(u"^0x[0-9a-fA-F]+\\z"_s);
    static const QRegularExpression decimal(
        u"^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z"_s);
    static const QStringList nulls{QString(), u"null"_s, u"Null"_s, u"NULL"_s, u"~"_s};
    static const QStringList truths{u"true"_s, u"True"_s, u"TRUE"_s};
    static const QStringList falsehoods{u"false"_s, u"False"_s, u"FALSE"_s};
    if (nulls.contains(text))
        return QJsonValue::Null;
    if (truths.contains(text))
        return true;
    if (falsehoods.contains(text))
        return false;
    if (integer.match(text).hasMatch()) {
        bool fits = false;
        const qint64 number = text.toLongLong(&fits);
        return fits ? QJsonValue(number) : QJsonValue(text.toDouble());
    }
    if (octal.match(text).hasMatch())
        return text.mid(2).toLongLong(nullptr, 8);
    if (hexadecimal.match(text).hasMatch())
        return text.mid(2).toLongLong(nullptr, 16);
    if (decimal.match(text).hasMatch())
        return text.toDouble();
    return text;
}

//! Turns libfyaml's tree into JSON and notes where everything stands.
class Builder
{
public:
    Builder(const QByteArray &text, YamlDocument &document)
        : m_text(text)
        , m_document(document)
    {
    }

    QJsonValue build(fy_node *node, const QString &pointer, int depth)
    {
        if (!node)
            return QJsonValue::Null;
        if (++m_nodes > nodeLimit || depth > depthLimit) {
            refuse(u"yaml_too_large"_s, u"The document is too large or too deep"_s, pointer, {});
            return QJsonValue::Null;
        }
        if (fy_node_is_alias(node)) {
            refuse(u"yaml_alias"_s, u"Aliases are not allowed here: write the value out"_s, pointer,
                spanOf(node));
            return QJsonValue::Null;
        }
        if (fy_node_is_sequence(node))
            return sequence(node, pointer, depth);
        return fy_node_is_mapping(node) ? mapping(node, pointer, depth) : scalar(node, pointer);
    }

    TextSpan spanOf(fy_node *node) const
    {
        fy_token *token = fy_node_get_scalar_token(node);
        const fy_mark *start = token ? fy_token_start_mark(token) : nullptr;
        const fy_mark *end = token ? fy_token_end_mark(token) : nullptr;
        if (!start || !end)
            return {};
        const fy_node_style style = fy_node_get_style(node);
        const int quote = style == FYNS_SINGLE_QUOTED || style == FYNS_DOUBLE_QUOTED ? 1 : 0;
        const int star = style == FYNS_ALIAS ? 1 : 0;
        return span(qsizetype(start->input_pos) - quote - star, qsizetype(end->input_pos) + quote);
    }

private:
    TextSpan span(qsizetype from, qsizetype to) const
    {
        const QByteArrayView before
            = QByteArrayView(m_text).first(std::clamp(from, qsizetype(0), m_text.size()));
        const qsizetype lineStart = before.lastIndexOf('\n') + 1;
        const QString line = QString::fromUtf8(before.sliced(lineStart));
        const qsizetype length = std::clamp(to - from, qsizetype(0), m_text.size() - before.size());
        const QString covered = QString::fromUtf8(m_text.sliced(before.size(), length));
        const qsizetype newline = covered.indexOf(u'\n');
        return {int(before.count('\n')) + 1, int(line.size()) + 1,
            int(newline < 0 ? covered.size() : newline)};
    }

    void refuse(
        const QString &code, const QString &message, const QString &pointer, const TextSpan &at)
    {
        if (m_document.problems.isEmpty())
            m_document.problems.append(problem(code, message, pointer, at));
    }

    QJsonValue sequence(fy_node *node, const QString &pointer, int depth)
    {
        QJsonArray array;
        void *position = nullptr;
        while (fy_node *item = fy_node_sequence_iterate(node, &position))
            array.append(build(item, pointer + u'/' + QString::number(array.size()), depth + 1));
        return array;
    }

    QJsonValue mapping(fy_node *node, const QString &pointer, int depth)
    {
        QJsonObject object;
        void *position = nullptr;
        while (fy_node_pair *pair = fy_node_mapping_iterate(node, &position)) {
            fy_node *key = fy_node_pair_key(pair);
            if (!key || !fy_node_is_scalar(key)) {
                refuse(u"yaml_key"_s, u"A key must be a word"_s, pointer, {});
                continue;
            }
            const QString name = textOf(key);
            const QString at = pointer + u'/' + pointerStep(name);
            m_document.keys.insert(at, spanOf(key));
            object.insert(name, build(fy_node_pair_value(pair), at, depth + 1));
        }
        return object;
    }

    QJsonValue scalar(fy_node *node, const QString &pointer)
    {
        m_document.values.insert(pointer, spanOf(node));
        size_t length = 0;
        const char *tag = fy_node_get_tag(node, &length);
        const bool text = fy_node_get_style(node) != FYNS_PLAIN
            || (tag && QByteArrayView(tag, qsizetype(length)).endsWith(":str"));
        return text ? QJsonValue(textOf(node)) : plainValue(textOf(node));
    }

    static QString textOf(fy_node *node)
    {
        size_t length = 0;
        const char *text = fy_node_get_scalar(node, &length);
        return QString::fromUtf8(text, qsizetype(length));
    }

    const QByteArray &m_text;
    YamlDocument &m_document;
    int m_nodes = 0;
};

void collectErrors(fy_diag *diagnostics, const QByteArray &yaml, YamlDocument &document)
{
    // The library also counts line breaks that no editor shows as such.
    const int lastLine = int(yaml.count('\n')) + 1;
    void *position = nullptr;
    while (const fy_diag_error *error = fy_diag_errors_iterate(diagnostics, &position)) {
        QString message = QString::fromUtf8(error->msg);
        if (!message.isEmpty())
            message[0] = message.at(0).toUpper();
        document.problems.append(problem(u"yaml_syntax"_s, message, {},
            {std::clamp(error->line, 1, lastLine), std::max(1, error->column), 0}));
    }
}

void buildRoot(fy_node *root, const QByteArray &yaml, YamlDocument &document)
{
    Builder builder(yaml, document);
    const QJsonValue value = builder.build(root, {}, 0);
    if (value.isObject())
        document.root = value.toObject();
    else if (!value.isNull() && document.problems.isEmpty())
        document.problems.append(
            problem(u"yaml_root"_s, u"A configuration starts with keys, like \"app:\""_s, {}, {}));
}

//! A text that reads as itself without quotes, whatever stands around it.
bool isPlain(const QString &text)
{
    static const QRegularExpression harmless(u"^[A-Za-z0-9_/$][A-Za-z0-9_/.$@{}:+=%~ -]*\\z"_s);
    const bool ends = text.endsWith(u' ') || text.endsWith(u':') || text.contains(u": "_s);
    return harmless.match(text).hasMatch() && !ends && plainValue(text).isString();
}

QByteArray writeScalar(const QJsonValue &value)
{
    if (value.isString() && isPlain(value.toString()))
        return value.toString().toUtf8();
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

void writeMapping(const QJsonObject &object, int indent, QByteArray &text);

//! What follows a key or a dash: in the same line, or below it.
void writeValue(const QJsonValue &value, int indent, QByteArray &text)
{
    if (value.isObject() && !value.toObject().isEmpty()) {
        text += '\n';
        writeMapping(value.toObject(), indent, text);
    } else if (value.isArray() && !value.toArray().isEmpty()) {
        text += '\n';
        const QJsonArray list = value.toArray();
        for (const QJsonValue &item : list) {
            text += QByteArray(indent, ' ') + '-';
            writeValue(item, indent + 2, text);
        }
    } else {
        text += ' ' + writeScalar(value) + '\n';
    }
}

void writeMapping(const QJsonObject &object, int indent, QByteArray &text)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        text += QByteArray(indent, ' ') + writeScalar(it.key()) + ':';
        writeValue(it.value(), indent + 2, text);
    }
}

} // namespace

YamlDocument parseYaml(const QByteArray &yaml)
{
    YamlDocument document;
    if (const qsizetype at = yamlDirective(yaml); at >= 0) {
        const int line = int(yaml.first(at).count('\n')) + 1;
        document.problems.append(problem(u"yaml_directive"_s,
            u"A line must not begin with %: directives are not allowed here"_s, {}, {line, 1, 1}));
        return document;
    }
    fy_diag_cfg reporting;
    fy_diag_cfg_default(&reporting);
    reporting.fp = nullptr;
    const Diagnostics diagnostics(fy_diag_create(&reporting));
    fy_diag_set_collect_errors(diagnostics.get(), true);
    fy_parse_cfg config{};
    config.flags = fy_parse_cfg_flags(FYPCF_QUIET | FYPCF_COLLECT_DIAG);
    config.diag = diagnostics.get();
    const Parser parser(fy_parser_create(&config));
    if (!parser || fy_parser_set_string(parser.get(), yaml.constData(), size_t(yaml.size())) != 0) {
        document.problems.append(
            problem(u"yaml_syntax"_s, u"The document cannot be read"_s, {}, {}));
        return document;
    }
    const Document first(fy_parse_load_document(parser.get()));
    if (first)
        buildRoot(fy_document_root(first.get()), yaml, document);
    const Document second(first ? fy_parse_load_document(parser.get()) : nullptr);
    if (second)
        document.problems.append(problem(u"yaml_documents"_s,
            u"Only one document is allowed: remove what follows \"---\""_s, {}, {}));
    collectErrors(diagnostics.get(), yaml, document);
    if (!document.problems.isEmpty())
        document.root = {};
    return document;
}

void sortByPlace(QList<ConfigProblem> &problems)
{
    std::ranges::stable_sort(problems, [](const ConfigProblem &a, const ConfigProblem &b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
}

QByteArray writeYaml(const QJsonObject &root)
{
    QByteArray text;
    if (root.isEmpty())
        return "{}\n";
    writeMapping(root, 0, text);
    return text;
}

} // namespace gatehouse::services
