// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/charts/sparkline.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/code/codeview.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/buttonstrip.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString yaml = uR"(# Argo CD, production. Owner: Delivery Tooling
argocd:
  baseUrl: https://argocd.acme.example
  username: ${ARGOCD_USERNAME}
  waitCycles: 40
  appLocatorMethods:
    - type: config
      instances:
        - name: prod-eu-west-1
          token: vault:kv/portal/prod/argocd#token
  namespaced: true
  cacheTtlSeconds: "30"
)"_s;

const QString script = uR"('use strict';
const { request } = require('undici');
// reads the schemas
export async function fetchCrds(url) {
  return (await request(url)).body.json() ?? 42;
}
)"_s;

const QString package = uR"({
  "name": "@roadiehq/backstage-plugin-argo-cd",
  "private": false,
  "files": 42
}
)"_s;

//! The sheet owns its grammars, which must outlive the views.
class CodeSheet final : public QWidget
{
public:
    CodeSheet()
    {
        setSurface(this, Surface::Pane);
        auto *column = new QVBoxLayout(this);
        column->addWidget(header());
        column->addWidget(code(yaml, u"app-config.yaml"_s), 2);
        column->addWidget(code(package, u"package.json"_s), 1);
        column->addWidget(code(script, u"fetch-crds.js"_s), 1);
        auto *facts = new FactList(this);
        facts->addFact(u"Owner"_s, u"Build Tools"_s);
        facts->addFact(u"Used by"_s, u"18 teams, 412 pipelines a day"_s);
        facts->addFact(u"Undo"_s, u"2.8.1"_s, TextStyle::Code);
        column->addWidget(facts);
        column->addWidget(sparks());
        column->addWidget(bar());
    }

private:
    QWidget *header()
    {
        auto *bar = new Bar(metrics::paneHeaderHeight, Bar::Edge::Bottom, Surface::Pane, this);
        bar->left()->addWidget(new TextLabel(u"Effective value"_s, TextStyle::BodyStrong));
        auto *strip = new ButtonStrip;
        strip->addButton(new Button(IconName::ChevronLeft, u"Earlier"_s));
        auto *range = strip->addButton(new Button(u"Last 30 min"_s));
        range->setIconName(IconName::Clock);
        strip->addButton(new Button(IconName::ChevronRight, u"Later"_s));
        bar->right()->addWidget(strip);
        return bar;
    }

    QWidget *code(const QString &text, const QString &name)
    {
        auto *view = new CodeView(&m_highlighting, this);
        view->setCode(text, name);
        return view;
    }

    QWidget *sparks()
    {
        auto *line = new Sparkline(this);
        QList<double> values;
        for (int i = 0; i < 4000; ++i)
            values.append(
                i > 1500 && i < 1700 ? std::nan("") : std::sin(i / 120.0) + std::sin(i / 9.0) / 8);
        line->setValues(values);
        return line;
    }

    QWidget *bar()
    {
        auto *made = new Bar(metrics::actionBarHeight, Bar::Edge::Top, Surface::Sunken, this);
        made->left()->addWidget(new TextLabel(u"3 selected"_s, TextStyle::BodyStrong));
        made->right()->addWidget(new Button(u"Assign owner…"_s));
        return made;
    }

    CodeHighlighting m_highlighting;
};

} // namespace

QWidget *codeSheet()
{
    return new CodeSheet;
}

} // namespace gatehouse::gallery
