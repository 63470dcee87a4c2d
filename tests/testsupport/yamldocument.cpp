// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/yamldocument.h"

#include "core/base/json.h"

#include <QFile>
#include <QJsonArray>

#include <cstdlib>
#include <libfyaml.h>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

Result<QJsonObject> readYaml(const QString &path)
{
    fy_parse_cfg config {};
    config.flags = FYPCF_RESOLVE_DOCUMENT;
    const std::unique_ptr<fy_document, decltype(&fy_document_destroy)> document(
        fy_document_build_from_file(&config, QFile::encodeName(path).constData()), &fy_document_destroy);
    if (!document)
        return fail(inputError(u"yaml_syntax"_s, path + u" is not YAML"_s));
    const std::unique_ptr<char, decltype(&std::free)> json(
        fy_emit_document_to_string(document.get(), FYECF_MODE_JSON_ONELINE), &std::free);
    if (!json)
        return fail(inputError(u"yaml_syntax"_s, path + u" cannot be written as JSON"_s));
    return parseJsonObject(QByteArray(json.get()));
}

Result<QJsonObject> readOpenApi()
{
    return readYaml(QStringLiteral(GATEHOUSE_OPENAPI_DOCUMENT));
}

QJsonValue atPointer(const QJsonValue &root, const QString &pointer)
{
    QJsonValue value = root;
    const QStringList steps = pointer.split(u'/').mid(1);
    for (QString step : steps) {
        step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    }
    return value;
}

QJsonObject dereferenced(const QJsonObject &root, const QJsonValue &value)
{
    const QString reference = value["$ref"_L1].toString();
    if (!reference.startsWith(u'#'))
        return value.toObject();
    return dereferenced(root, atPointer(root, reference.mid(1)));
}

} // namespace gatehouse::testsupport
